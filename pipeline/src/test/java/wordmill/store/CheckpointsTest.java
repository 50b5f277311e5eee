package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;

class CheckpointsTest {
  private static final ArtifactId ID = new ArtifactId("svd", "tiny", "v1");

  @TempDir private Path folder;
  private Store store;
  private Checkpoints checkpoints;

  @BeforeEach
  void openStore() {
    store = Store.at(folder.resolve("store").toString(), new Configuration());
    checkpoints = of("100");
  }

  private Checkpoints of(String rank) {
    return new Checkpoints(store, ID, StoreTest.recipe(rank), "tiny");
  }

  private static Artifact save(Checkpoints to, long step) throws IOException {
    return to.save(
        step,
        out ->
            new StageResult(
                List.of(StoreTest.write(out, "state.txt", "state of " + step)),
                new TreeMap<>(Map.of("words", step * 1000, "loss", 0.5, "phase", "warm"))));
  }

  private long latestStep() throws IOException {
    return checkpoints.step(checkpoints.latest().orElseThrow());
  }

  private List<String> steps() throws IOException {
    try (Stream<Path> all = Files.list(parent())) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private Path parent() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("store/checkpoints"))) {
      return all.findFirst().orElseThrow();
    }
  }

  private Path file(long step, String name) throws IOException {
    return parent().resolve(String.format("%012d", step)).resolve(name);
  }

  @Test
  void thereIsNoneBeforeTheFirst() throws IOException {
    assertThat(checkpoints.latest()).isEmpty();
    checkpoints.clear();
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void theLatestComesBackWithItsFilesAndMetrics() throws IOException {
    save(checkpoints, 9);
    save(checkpoints, 10);
    Artifact latest = checkpoints.latest().orElseThrow();
    assertThat(checkpoints.step(latest)).isEqualTo(10);
    assertThat(latest.count("words")).isEqualTo(10_000);
    assertThat(latest.number("loss")).isEqualTo(0.5);
    assertThat(latest.text("phase")).isEqualTo("warm");
    assertThatThrownBy(() -> latest.number("phase")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> latest.text("loss")).isInstanceOf(IllegalStateException.class);
    assertThat(
            new String(
                latest.folder().read(latest.files("state").get(0)).readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo("state of 10");
  }

  @Test
  void onlyTheLastTwoAreKept() throws IOException {
    for (long step = 1; step <= 5; step++) {
      save(checkpoints, step);
    }
    assertThat(steps()).containsExactly("000000000004", "000000000005");
  }

  @Test
  void failedWriterLeavesTheOneBefore() throws IOException {
    save(checkpoints, 1);
    assertThatThrownBy(
            () ->
                checkpoints.save(
                    2,
                    out -> {
                      StoreTest.write(out, "state.txt", "half");
                      throw new IOException("the disk is gone");
                    }))
        .hasMessage("the disk is gone");
    assertThat(latestStep()).isEqualTo(1);
    assertThat(steps()).containsExactly("000000000001");
  }

  @Test
  void killedWritersLeftoversAreNeitherFoundNorInTheWay() throws IOException {
    save(checkpoints, 1);
    Files.createDirectories(file(2, ""));
    Files.writeString(file(2, "state.txt"), "half of");
    Files.writeString(
        file(2, "_lease.json"),
        "{\"host\":\"elsewhere\",\"pid\":1,\"processStart\":\"x\",\"run\":\"r\","
            + "\"started\":\"now\",\"token\":\"t\"}"); // renewed just now, on another machine
    assertThat(latestStep()).isEqualTo(1);
    save(checkpoints, 2);
    assertThat(latestStep()).isEqualTo(2);
    assertThat(store.damages(store.list("checkpoints").get(1))).isEmpty();
  }

  @Test
  void damagedManifestIsPassedOver() throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Path manifest = file(2, "manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("warm", "cold"));
    assertThat(latestStep()).isEqualTo(1);
    Files.writeString(manifest, "{");
    assertThat(latestStep()).isEqualTo(1);
  }

  @Test
  void missingOrShortFilesArePassedOver() throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Files.writeString(file(2, "state.txt"), "sta");
    assertThat(latestStep()).isEqualTo(1);
    Files.delete(file(2, "state.txt"));
    assertThat(latestStep()).isEqualTo(1);
    Files.delete(file(1, "state.txt"));
    assertThat(checkpoints.latest()).isEmpty();
  }

  @Test
  void onePassedOverIsReplacedAndDoesNotCountAsTheOneBefore() throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Files.delete(file(2, "state.txt"));
    save(checkpoints, 2);
    assertThat(latestStep()).isEqualTo(2);
    Files.delete(file(2, "state.txt"));
    save(checkpoints, 3);
    assertThat(steps()).containsExactly("000000000001", "000000000003");
  }

  @Test
  void alteredFileIsFoundWhenItIsRead() throws IOException {
    Artifact saved = save(checkpoints, 1);
    Files.writeString(file(1, "state.txt"), "state of 7");
    assertThatThrownBy(() -> saved.folder().read(saved.files().get(0)))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("state.txt is damaged");
  }

  @Test
  void checkpointsOfAnotherRecipeAreNotTakenAndGoWithTheFirstSave() throws IOException {
    save(of("50"), 7);
    assertThat(checkpoints.latest()).isEmpty();
    save(checkpoints, 1);
    assertThat(latestStep()).isEqualTo(1);
    assertThat(steps()).containsExactly("000000000001");
  }

  @Test
  void artifactsWhoseJoinedNamesAreAlikeDoNotMeet() throws IOException {
    Recipe recipe = StoreTest.recipe("100");
    Checkpoints one = new Checkpoints(store, new ArtifactId("svd", "a-b", "c"), recipe, "tiny");
    Checkpoints other = new Checkpoints(store, new ArtifactId("svd", "a", "b-c"), recipe, "tiny");
    save(one, 1);
    assertThat(other.latest()).isEmpty();
    other.clear();
    assertThat(one.latest()).isPresent();
  }

  @Test
  void longNamesFit() throws IOException {
    ArtifactId id = new ArtifactId("embeddings", "n".repeat(128), "v".repeat(128));
    Checkpoints of = new Checkpoints(store, id, StoreTest.recipe("100"), "tiny");
    save(of, 1);
    assertThat(of.latest()).isPresent();
  }

  @Test
  void clearLeavesNothing() throws IOException {
    save(checkpoints, 1);
    save(checkpoints, 2);
    Files.createDirectories(file(3, "")); // of a killed writer
    checkpoints.clear();
    assertThat(checkpoints.latest()).isEmpty();
    assertThat(folder.resolve("store")).isEmptyDirectory();
  }

  @Test
  void theyAreListedAndVerifiedLikeOthers() throws IOException {
    save(checkpoints, 1);
    ArtifactId id = store.list("").get(0);
    assertThat(id.toString()).matches("checkpoints/svd-tiny-v1-[0-9a-f]{8}/000000000001");
    assertThat(store.damages(id)).isEmpty();
    assertThat(store.find(id).orElseThrow().recipe().inputs())
        .extracting(Recipe.Input::id)
        .contains("svd/tiny/v1");
  }

  @Test
  void negativeStepsAreADefect() {
    assertThatThrownBy(() -> save(checkpoints, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
