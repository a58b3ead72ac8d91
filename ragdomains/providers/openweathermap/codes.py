"""OpenWeatherMap's condition codes (https://openweathermap.org/weather-conditions) as the WMO's, which are spoken."""

WMO = {
    300: 51, 301: 53, 302: 55, 310: 51, 311: 53, 312: 55, 313: 80, 314: 82, 321: 80,
    500: 61, 501: 63, 502: 65, 503: 65, 504: 65, 511: 67, 520: 80, 521: 81, 522: 82, 531: 81,
    600: 71, 601: 73, 602: 75, 611: 71, 612: 85, 613: 85, 615: 71, 616: 73, 620: 85, 621: 85, 622: 86,
    701: 45, 741: 45, 800: 0, 801: 1, 802: 2, 803: 2, 804: 3,
}  # fmt: skip
THUNDER = range(200, 300)


def wmo(code: float | None) -> int | None:
    """None for what the WMO's short list does not have (smoke, dust, ash, squalls)."""
    if code is None:
        return None
    return 95 if int(code) in THUNDER else WMO.get(int(code))
