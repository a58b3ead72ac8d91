"""The sentences about weather warnings. `place` has no value at home, so that its part falls away."""

WHERE = "[ in {place}]"
TEMPLATES: dict[str, dict[str, str]] = {
    "one": {"short": f"There is {{event}}{WHERE}[ {{span}}]."},
    "several": {"short": f"There are {{count}} weather warnings{WHERE}: {{list}}."},
    "other": {"short": f"There is no {{kind}} warning{WHERE} {{when}}, but: {{list}}."},
    "none": {"short": f"There are no weather warnings{WHERE} {{when}}."},
    "none_of_kind": {"short": f"No, there is no {{kind}} warning{WHERE} {{when}}."},
}
