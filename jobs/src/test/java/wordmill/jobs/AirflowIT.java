package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static wordmill.jobs.Launcher.HOME;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Airflow.DagRun;
import wordmill.store.Json;
import wordmill.store.JsonObject;
import wordmill.store.Store;

/** Real Apache Airflow runs the DAGs of deploy/airflow, and real spark-submit their tasks. */
class AirflowIT {
  private static final String DAY = "2026-03-01";
  private static final String NEXT_DAY = "2026-03-02";
  private static final String MODEL = "wordmill-language-model";

  @TempDir private static Path shared;
  private static Airflow airflow;
  @TempDir private Path folder;

  @BeforeAll
  static void installAirflow() throws Exception {
    airflow = new Airflow(shared);
  }

  @BeforeEach
  void writeASmallConfiguration() throws IOException {
    List<String> text = Files.readAllLines(HOME.resolve("test-data/planted/part-1.txt"));
    Files.write(folder.resolve("text.txt"), text.subList(0, 1500));
    List<String> pairs = Files.readAllLines(HOME.resolve("test-data/pairs/dates.txt"));
    Files.write(folder.resolve("pairs.txt"), pairs.subList(0, 400));
    Files.writeString(
        folder.resolve("small.conf"),
        """
        include required("%1$s/conf/quickstart.conf")
        run.name = small
        store { path = "%2$s/store", lease-seconds = 5 }
        text.input = "%2$s/text.txt"
        pairs.input = "%2$s/pairs.txt"
        vocabulary.min-count = 2
        svd { rank = 16, blocks = 2 }
        word2vec { vector-size = 16, epochs = 1 }
        lm { embedding-size = 16, hidden-size = 16, epochs = 4, replicas = 1 }
        lm { average-every = 5, checkpoint-rounds = 1 }
        seq2seq { hidden-size = 16, epochs = 1, replicas = 1 }
        """
            .formatted(HOME, folder));
    Files.writeString(
        folder.resolve("small.properties"),
        """
        spark.master                  local[2]
        spark.driver.memory           1g
        spark.driver.host             127.0.0.1
        spark.driver.bindAddress      127.0.0.1
        spark.driver.extraJavaOptions -XX:+UseSerialGC
        spark.ui.enabled              false
        spark.ui.showConsoleProgress  false
        """);
    airflow
        .with("WORDMILL_CONFIG", folder.resolve("small.conf"))
        .with("WORDMILL_PROFILE", folder.resolve("small.properties"))
        .with("WORDMILL_STORE", "")
        .with("WORDMILL_ARRIVAL", "")
        .with("WORDMILL_RETRY_SECONDS", 1)
        .with("WORDMILL_POLL_SECONDS", 1);
  }

  @Test
  void allPythonPassesRuffAndItsRulesForAirflow() throws Exception {
    airflow.succeeds("ruff", "check", HOME.resolve("deploy").toString());
    airflow.succeeds("ruff", "format", "--check", HOME.resolve("deploy/airflow").toString());
  }

  @Test
  void sparkSubmitIsOfTheSparkThatTheBuildIsMadeFor() throws Exception {
    assertThat(Files.readAllLines(HOME.resolve("deploy/airflow/requirements.txt")))
        .contains("pyspark==" + org.apache.spark.package$.MODULE$.SPARK_VERSION());
  }

  @Test
  void gateAndVerdictDecideAsTheySay() throws Exception {
    String tests = HOME.resolve("deploy/airflow/test").toString();
    airflow.succeeds("python", "-m", "unittest", "discover", "--start-directory", tests);
  }

  @Test
  void dagsImportWithoutErrorsOrWarningsAndHaveATaskForEachStage() throws Exception {
    assertThat(airflow.succeeds("airflow", "dags", "list-import-errors").out())
        .contains("No data found");
    String script = HOME.resolve("deploy/airflow/test/import_dags.py").toString();
    String dags = HOME.resolve("deploy/airflow/dags").toString();
    assertThat(airflow.succeeds("python", script, dags).out().lines())
        .filteredOn(line -> line.startsWith("wordmill-"))
        .contains(
            "wordmill-embeddings\tppmi\tcooccurrence\t",
            "wordmill-embeddings\tevaluate-svd\tword2vec\t",
            "wordmill-language-model\tinput\t\t",
            "wordmill-language-model\tcorpus\tvocabulary\t",
            "wordmill-language-model\tlm\tcorpus\tnetworks",
            "wordmill-language-model\tpublish\tgate\t",
            "wordmill-seq2seq\tevaluate\tseq2seq\tnetworks")
        .hasSize(14 + 6 + 6);
  }

  @Test
  void vectorsOfBothKindsAreMadeAndPublishedUnderTheLogicalDate() throws Exception {
    airflow.succeedingRun("wordmill-embeddings", DAY);
    assertThat(madeIn("store"))
        .containsExactlyInAnyOrder(
            "vocabulary/small/" + DAY,
            "corpus/small/" + DAY,
            "cooccurrence/small/" + DAY,
            "ppmi/small/" + DAY,
            "svd/small/" + DAY,
            "embeddings/small-svd/" + DAY,
            "embeddings/small-word2vec/" + DAY,
            "evaluate/small-svd/" + DAY,
            "evaluate/small-word2vec/" + DAY);
    for (String vectors : List.of("small-svd", "small-word2vec")) {
      JsonObject pointer = json("store/published/embeddings/" + vectors + ".json");
      assertThat(pointer.text("artifact")).isEqualTo("embeddings/" + vectors + "/" + DAY);
      assertThat(pointer.text("metric")).isEqualTo("similarity");
    }
  }

  /** A store with a scheme is read and written by Hadoop's client, not by Python. */
  @Test
  void translatorIsPublishedWhereverHadoopReaches() throws Exception {
    airflow.with("WORDMILL_STORE", folder.resolve("elsewhere").toUri());
    airflow.succeedingRun("wordmill-seq2seq", DAY);
    assertThat(madeIn("elsewhere"))
        .containsExactlyInAnyOrder(
            "pairs/small/" + DAY, "seq2seq/small/" + DAY, "translation-scores/small/" + DAY);
    assertThat(json("elsewhere/published/seq2seq/small.json").text("artifact"))
        .isEqualTo("seq2seq/small/" + DAY);
  }

  @Test
  void killedTaskLeavesOneWholeModelThatIsKeptAndThatNoWorseOneReplaces() throws Exception {
    Path text = Files.move(folder.resolve("text.txt"), folder.resolve("late.txt"));
    DagRun killed = airflow.start(MODEL, DAY);
    killed.awaitWords("text.txt has not arrived");
    Files.move(text, folder.resolve("text.txt"));
    killed.await("a checkpoint of lm", () -> !storeAt("store").list("checkpoints").isEmpty());
    killed.kill(json("store/runs/small/status.json").wholeIfThere("pid").orElseThrow());
    assertThat(storeAt("store").list("language-model")).as("done before the kill").isEmpty();
    assertThat(killed.exitCode()).as(killed.log()).isZero();
    assertThat(killed.log()).contains("lm: spark-submit ended with -9").contains("UP_FOR_RETRY");
    SortedMap<String, String> made = Digests.of(folder.resolve("store"));
    assertThat(madeIn("store"))
        .containsExactlyInAnyOrder(
            "vocabulary/small/" + DAY, "corpus/small/" + DAY, "language-model/small/" + DAY);
    String published = Files.readString(pointerToModel());
    assertThat(published).contains("language-model/small/" + DAY);

    String again = airflow.succeedingRun(MODEL, DAY);
    assertThat(again)
        .contains("stage=vocabulary kept=", "stage=corpus kept=", "stage=lm kept=")
        .contains("small.json kept: " + DAY)
        .doesNotContain(" made=");
    assertThat(Digests.of(folder.resolve("store"))).isEqualTo(made);
    assertThat(pointerToModel()).hasContent(published);

    DagRun worse = airflow.start(MODEL, NEXT_DAY, "lm.rate=1e-6", "lm.epochs=1");
    assertThat(worse.exitCode()).as(worse.log()).isNotZero();
    assertThat(worse.log())
        .contains(NEXT_DAY + " is not published: its validation-perplexity is ")
        .contains(" of " + DAY + ", which is, by more than 2 %")
        .doesNotContain("UP_FOR_RETRY");
    assertThat(madeIn("store")).contains("language-model/small/" + NEXT_DAY);
    assertThat(pointerToModel()).hasContent(published);
  }

  @Test
  void missingTextFailsAtOnceWithTheSentenceOfTheStatus() throws Exception {
    airflow.with("WORDMILL_ARRIVAL", folder.resolve("small.conf"));
    DagRun refused = airflow.start(MODEL, DAY, "text.input=/no/such/text");
    assertThat(refused.exitCode()).as(refused.log()).isNotZero();
    String sentence = json("store/runs/small/status.json").text("message");
    assertThat(sentence).isEqualTo("text.input: there is no file or folder /no/such/text");
    assertThat(refused.log())
        .contains("AirflowFailException: vocabulary: " + sentence + " (exit code 2)")
        .doesNotContain("UP_FOR_RETRY");
  }

  private Path pointerToModel() {
    return folder.resolve("store/published/language-model/small.json");
  }

  private Store storeAt(String name) {
    return Store.at(folder.resolve(name).toString(), new Configuration());
  }

  private Stream<String> madeIn(String name) throws IOException {
    return storeAt(name).list("").stream().map(Object::toString);
  }

  private JsonObject json(String file) throws IOException {
    return Json.parse(Files.readAllBytes(folder.resolve(file)), file);
  }
}
