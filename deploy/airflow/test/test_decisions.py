"""What is decided without Spark: whether to try again, and whether to publish."""

import json
import os
import sys
import unittest
from pathlib import Path
from typing import ClassVar
from unittest import mock

from airflow.exceptions import AirflowFailException, AirflowSkipException

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "dags"))

from wordmill_airflow.deployment import Deployment
from wordmill_airflow.paths import EMBEDDINGS, LANGUAGE_MODEL
from wordmill_airflow.publishing import Candidate, Place, judge, value_of
from wordmill_airflow.stage import Told, blas_core, failure


def is_tried_again(code: int, told: Told | None = None) -> bool:
    """Whether Airflow tries a task that ended so."""
    return not isinstance(failure("lm", code, told, ""), AirflowFailException)


def refused(code: int, message: str) -> Told:
    """The status of a run that failed."""
    return Told("failed", code, message)


class Overrides(unittest.TestCase):
    """WORDMILL_SET is cut at white space, but not within a template, a list or quotes."""

    def test_each_is_one_argument(self) -> None:
        given = 'text.input=/data/{{ ds }}/x  svd.rank=3 run.stages=[vocabulary, corpus] run.name="a b"'
        wanted = ("text.input=/data/{{ ds }}/x", "svd.rank=3", "run.stages=[vocabulary, corpus]", 'run.name="a b"')
        with mock.patch.dict(os.environ, {"WORDMILL_SET": given}):
            self.assertEqual(Deployment.of("lm", "").overrides, wanted)

    def test_of_the_path_alone_wins(self) -> None:
        with mock.patch.dict(os.environ, {"WORDMILL_SET": "a=1", "WORDMILL_LANGUAGE_MODEL_SET": "a=2"}):
            self.assertEqual(Deployment.of("language-model", "").overrides, ("a=2",))
            self.assertEqual(Deployment.of("seq2seq", "").overrides, ("a=1",))


class Core(unittest.TestCase):
    """OPENBLAS_CORETYPE of the task's environment."""

    def test_is_that_of_driver_and_executors(self) -> None:
        with mock.patch.dict(os.environ, {"OPENBLAS_CORETYPE": "Haswell"}):
            self.assertEqual(blas_core()["spark.executorEnv.OPENBLAS_CORETYPE"], "Haswell")
            self.assertEqual(blas_core()["spark.yarn.appMasterEnv.OPENBLAS_CORETYPE"], "Haswell")
            self.assertEqual(blas_core()["spark.kubernetes.driverEnv.OPENBLAS_CORETYPE"], "Haswell")

    def test_is_each_processes_own_unless_set(self) -> None:
        with mock.patch.dict(os.environ):
            os.environ.pop("OPENBLAS_CORETYPE", None)
            self.assertEqual(blas_core(), {})


class Retries(unittest.TestCase):
    """Which ends are worth another try."""

    def test_held_artifact_is(self) -> None:
        self.assertTrue(is_tried_again(75, refused(75, "somebody else writes it")))

    def test_killed_driver_is(self) -> None:
        self.assertTrue(is_tried_again(-9, Told("running", 0, "")))
        self.assertTrue(is_tried_again(137))

    def test_cluster_that_cannot_be_reached_is(self) -> None:
        self.assertTrue(is_tried_again(1))

    def test_lost_executors_are(self) -> None:
        self.assertTrue(is_tried_again(1, refused(1, "org.apache.spark.SparkException: Job aborted")))

    def test_defect_is_not(self) -> None:
        self.assertFalse(is_tried_again(1, refused(1, "java.lang.IllegalStateException: no such key")))

    def test_bad_input_is_not(self) -> None:
        self.assertFalse(is_tried_again(2))

    def test_bad_input_that_the_cluster_reports_as_1_is_not(self) -> None:
        self.assertFalse(is_tried_again(1, refused(2, "text.input: there is no file")))

    def test_message_is_the_sentence_of_the_status(self) -> None:
        told = refused(2, "text.input: there is no file")
        self.assertEqual(str(failure("corpus", 2, told, "")), "corpus: text.input: there is no file (exit code 2)")

    def test_status_of_another_submission_does_not_count(self) -> None:
        status = json.dumps({"state": "failed", "submission": "another", "exitCode": 2, "message": "old"})
        self.assertIsNone(Told.of(status, "ours"))


class InMemory:
    """Files of a test."""

    def __init__(self, files: dict[str, str]) -> None:
        self.files = files

    def read(self, path: str) -> str | None:
        return self.files.get(path)

    def replace(self, path: str, content: str) -> None:
        self.files[path] = content

    def has_arrived(self, path: str) -> bool:
        return path in self.files


class Gate(unittest.TestCase):
    """A perplexity of 100 of 2 March is published; 5 % is tolerated."""

    PLACE: ClassVar[Place] = Place("store", LANGUAGE_MODEL.publications[0], "small")

    def judged(self, perplexity: float, day: str = "03") -> dict[str, object]:
        before = {"version": "02", "logicalDate": "02", "metric": "validation-perplexity", "value": 100.0}
        manifest = json.dumps({"metrics": {"validation-perplexity": perplexity}})
        files = InMemory({self.PLACE.manifest(day): manifest, self.PLACE.pointer("lm"): json.dumps(before)})
        return judge(files, self.PLACE, Candidate("lm", day, day, "validation-perplexity", 0.05))

    def test_better_model_passes(self) -> None:
        self.assertEqual(self.judged(90.0)["artifact"], "language-model/small/03")

    def test_slightly_worse_model_passes(self) -> None:
        self.assertEqual(self.judged(104.9)["value"], 104.9)

    def test_worse_model_is_stopped(self) -> None:
        with self.assertRaisesRegex(AirflowFailException, "worse than 100 of 02"):
            self.judged(105.1)

    def test_nan_is_stopped(self) -> None:
        with self.assertRaisesRegex(AirflowFailException, "is nan"):
            self.judged(float("nan"))

    def test_backfill_does_not_move_the_pointer_back(self) -> None:
        with self.assertRaises(AirflowSkipException):
            self.judged(1.0, "01")

    def test_same_version_passes_again(self) -> None:
        self.assertEqual(self.judged(100.0, "02")["version"], "02")

    def test_similarity_is_the_mean_of_all_files(self) -> None:
        metrics = {"similarity-a": 60, "similarity-a-missing": 9, "similarity-b": 80, "similarity-b-missing": 0, "analogies-c": 1}
        self.assertEqual(value_of(EMBEDDINGS.metric, metrics), 70)

    def test_unknown_metric_names_those_there_are(self) -> None:
        with self.assertRaisesRegex(AirflowFailException, "bleu; there are exact"):
            value_of("bleu", {"exact": 1.0})


if __name__ == "__main__":
    unittest.main()
