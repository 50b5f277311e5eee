"""The three ways through the stages. Which of them a DAG has, the configuration file says."""

from __future__ import annotations

from dataclasses import dataclass

EVALUATE = "evaluate"


@dataclass(frozen=True)
class Publication:
    """A model that is published, and where its scores stand.

    :param model: its kind in the store
    :param scores: the kind of the artifact whose metrics judge it
    :param maker: the stage without which there is none
    :param suffix: of its name, behind ``run.name``
    """

    model: str
    scores: str
    maker: str
    suffix: str = ""

    @property
    def label(self) -> str:
        """What its tasks are called after, if a path has more than one."""
        return self.suffix.removeprefix("-")

    def is_made_by(self, stages: tuple[str, ...]) -> bool:
        """Whether a run of these stages makes it and its scores."""
        return self.maker in stages and (self.scores == self.model or EVALUATE in stages)


@dataclass(frozen=True)
class Path:
    """One way through the stages.

    :param name: of the DAG, and of its settings in the environment
    :param stages: in the data's order
    :param networks: stages whose tasks train or ask networks
    :param inputs: keys of the configuration that name what the first stage reads
    :param metric: that the gate asks for unless told otherwise
    """

    name: str
    stages: tuple[str, ...]
    networks: frozenset[str]
    inputs: tuple[str, ...]
    metric: str
    publications: tuple[Publication, ...]


EMBEDDINGS = Path(
    name="embeddings",
    stages=(
        "vocabulary",
        "corpus",
        "cooccurrence",
        "ppmi",
        "svd",
        "embeddings",
        "word2vec",
        EVALUATE,
    ),
    networks=frozenset(),
    inputs=("text.input",),
    metric="similarity",
    publications=(
        Publication("embeddings", EVALUATE, "embeddings", "-svd"),
        Publication("embeddings", EVALUATE, "word2vec", "-word2vec"),
    ),
)

LANGUAGE_MODEL = Path(
    name="language-model",
    stages=("vocabulary", "corpus", "lm"),
    networks=frozenset({"lm"}),
    inputs=("text.input",),
    metric="validation-perplexity",
    publications=(Publication("language-model", "language-model", "lm"),),
)

SEQ2SEQ = Path(
    name="seq2seq",
    stages=("pairs", "seq2seq", EVALUATE),
    networks=frozenset({"seq2seq", EVALUATE}),
    inputs=("pairs.input", "pairs.target"),
    metric="exact",
    publications=(Publication("seq2seq", "translation-scores", "seq2seq"),),
)
