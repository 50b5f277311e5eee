package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.Settings;
import wordmill.embeddings.Embeddings;
import wordmill.linalg.Matrix;
import wordmill.store.Checkpoints;
import wordmill.store.DataFile;
import wordmill.store.Draft;
import wordmill.store.Manifest;
import wordmill.store.StageResult;
import wordmill.store.Store;

/** The walk of a plan, shown by the one stage that needs no Spark. */
class StageRunnerTest {
  @TempDir private Path folder;
  private Path config;
  private Store store;
  private Plan plan;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int evaluate() {
    return Main.execute(
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        "evaluate",
        config.toString());
  }

  private String status() throws IOException {
    return Files.readString(folder.resolve("store/runs/wordmill/status.json"));
  }

  @BeforeEach
  void commitEmbeddings() throws IOException {
    Files.writeString(folder.resolve("text.txt"), "a b c\n");
    Files.writeString(folder.resolve("pairs.txt"), "a\tb\t9\na\tc\t1\nb\tc\t2\n");
    config = folder.resolve("small.conf");
    Files.writeString(
        config,
        String.format(
            "text.input = \"%1$s/text.txt\"%nstore.path = \"%1$s/store\"%n"
                + "run.stages = [embeddings, evaluate]%n"
                + "evaluate.similarity = \"%1$s/pairs.txt\"%n",
            folder));
    Settings settings = Settings.load(config, List.of());
    store = Store.of(settings, new Configuration());
    plan = Plan.of(settings, store, List.of("evaluate-svd"));
    Step step = plan.step("embeddings");
    Embeddings embeddings =
        new Embeddings(List.of("a", "b", "c"), new Matrix(3, 2, new float[] {1, 0, 1, 0.1f, 0, 1}));
    try (Draft draft = store.begin(step.id(), "test")) {
      DataFile part = EmbeddingsTable.write(embeddings, draft.folder());
      draft.commit(
          new Manifest(
              step.id(),
              step.recipe(),
              new TreeMap<>(),
              "test",
              Instant.EPOCH,
              0,
              List.of(part),
              new TreeMap<>(Map.of("words", 3, "dimension", 2)),
              List.of()));
    }
  }

  @Test
  void stageIsMadeOnceAndKeptAfterwards() throws IOException {
    assertThat(evaluate()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("evaluate-svd +made");
    assertThat(status())
        .contains("\"state\" : \"done\"", "\"exitCode\" : 0", "evaluate/wordmill-svd/");
    out.reset();
    assertThat(evaluate()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("evaluate-svd +kept");
  }

  @Test
  void checkpointsGoWithTheCommit() throws IOException {
    saveCheckpoint();
    assertThat(store.list("checkpoints")).hasSize(1);
    assertThat(evaluate()).isZero();
    assertThat(folder.resolve("store/checkpoints")).doesNotExist();
  }

  @Test
  void checkpointsOfARunThatWasKilledAfterItsCommitGoWithTheNext() throws IOException {
    assertThat(evaluate()).isZero();
    saveCheckpoint();
    assertThat(evaluate()).isZero();
    assertThat(folder.resolve("store/checkpoints")).doesNotExist();
  }

  @Test
  void checkpointsOutliveAFailure() throws IOException {
    saveCheckpoint();
    try (Draft held = store.begin(plan.step("evaluate-svd").id(), "other")) {
      assertThat(held.folder().path()).isNotNull();
      assertThat(evaluate()).isEqualTo(75);
    }
    assertThat(store.list("checkpoints")).hasSize(1);
  }

  private void saveCheckpoint() throws IOException {
    Step step = plan.step("evaluate-svd");
    new Checkpoints(store, step.id(), step.recipe(), "test")
        .save(1, out -> new StageResult(List.of(), new TreeMap<>()));
  }

  @Test
  void leaseHeldBySomebodyAliveIsCode75() throws IOException {
    try (Draft held = store.begin(plan.step("evaluate-svd").id(), "other")) {
      assertThat(evaluate()).isEqualTo(75);
      assertThat(held.folder().fileSystem().exists(held.folder().path())).isTrue();
    }
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("wordmill: ");
    assertThat(status()).contains("\"state\" : \"failed\"", "\"exitCode\" : 75");
    assertThat(evaluate()).isZero();
  }

  @Test
  void damagedInputEndsWithItsNameAndLeavesNothing() throws IOException {
    org.apache.hadoop.fs.Path embeddings = store.folder(plan.step("embeddings").id()).path();
    Path part = Path.of(embeddings.toUri().getPath(), "part-00000.parquet");
    byte[] bytes = Files.readAllBytes(part);
    bytes[bytes.length / 2] ^= 1;
    Files.write(part, bytes);
    assertThat(evaluate()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("part-00000.parquet is damaged");
    assertThat(folder.resolve("store/evaluate")).doesNotExist();
    assertThat(status()).contains("is damaged", "\"exitCode\" : 2");
  }
}
