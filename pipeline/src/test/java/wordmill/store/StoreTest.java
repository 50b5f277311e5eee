package wordmill.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.config.Settings;

class StoreTest {
  private static final ArtifactId ID = new ArtifactId("svd", "tiny", "v1");

  @TempDir java.nio.file.Path folder;
  private Store store;

  @BeforeEach
  void openStore() {
    store = Store.at(folder.resolve("store").toString(), new Configuration());
  }

  static Recipe recipe(String rank) {
    return new Recipe(
        "svd",
        1,
        new TreeMap<>(Map.of("svd.rank", rank, "svd.blocks", "8")),
        Optional.of(1L),
        List.of(new Recipe.Input("ppmi", "ppmi/tiny/v1", "abc")));
  }

  static Manifest manifest(ArtifactId id, Recipe recipe, DataFile... files) {
    return new Manifest(
        id,
        recipe,
        new TreeMap<>(recipe.settings()),
        "unknown",
        Instant.parse("2026-01-02T03:04:05Z"),
        1.25,
        List.of(files),
        new TreeMap<>(Map.of("rows", 12L, "energy", 0.5, "solver", "krylov")),
        List.of());
  }

  static DataFile write(ArtifactFolder folder, String name, String content) throws IOException {
    try (HashedOutput out = folder.write(name)) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
      return out.finish();
    }
  }

  private Artifact commit(ArtifactId id, Recipe recipe) throws IOException {
    try (Draft draft = store.begin(id, "tiny")) {
      DataFile a = write(draft.folder(), "a.txt", "alpha");
      DataFile b = write(draft.folder(), "b.txt", "beta");
      write(draft.folder(), "stray.txt", "of a retried task");
      return draft.commit(manifest(id, recipe, a, b));
    }
  }

  private java.nio.file.Path local(String file) {
    return folder.resolve("store").resolve(ID.toString()).resolve(file);
  }

  @Test
  void aCommittedArtifactComesBackAsItWasWritten() throws Exception {
    Artifact written = commit(ID, recipe("100"));
    Manifest found = store.find(ID, recipe("100")).orElseThrow();
    assertThat(found)
        .isEqualTo(manifest(ID, recipe("100"), written.files().toArray(DataFile[]::new)));
    Artifact opened = store.open(found);
    assertThat(opened.count("rows")).isEqualTo(12);
    assertThat(
            new String(
                opened.folder().read(opened.files("b").get(0)).readAllBytes(),
                StandardCharsets.UTF_8))
        .isEqualTo("beta");
    assertThat(store.damages(ID)).isEmpty();
    assertThat(local(""))
        .isDirectoryNotContaining(
            path -> !path.toString().matches(".*/(a.txt|b.txt|manifest.json)"));
  }

  @Test
  void nothingExistsBeforeTheCommitAndNothingRemainsWithoutIt() throws Exception {
    try (Draft draft = store.begin(ID, "tiny")) {
      write(draft.folder(), "a.txt", "alpha");
      assertThat(store.find(ID)).isEmpty();
      assertThat(store.list("")).isEmpty();
    }
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @Test
  void aCommitWhoseFilesAreNotThereIsRefused() throws Exception {
    try (Draft draft = store.begin(ID, "tiny")) {
      assertThatThrownBy(() -> draft.commit(manifest(ID, recipe("1"), new DataFile("x", 3, "0"))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("x is not there");
    }
    assertThat(store.find(ID)).isEmpty();
  }

  @Test
  void aKilledWritersLeftoversAreCleared() throws Exception {
    Files.createDirectories(local("_temporary"));
    Files.writeString(local("a.txt"), "half of");
    Files.writeString(local("_writing-1-b.txt"), "b");
    commit(ID, recipe("100"));
    assertThat(store.damages(ID)).isEmpty();
    assertThat(local("_temporary")).doesNotExist();
  }

  @Test
  void anotherRecipeUnderTheSameNameNamesTheSettingThatDiffers() throws Exception {
    commit(ID, recipe("100"));
    assertThatThrownBy(() -> store.find(ID, recipe("50")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("svd.rank is 100 there and 50 here");
    Recipe otherInput = new Recipe("svd", 1, recipe("100").settings(), Optional.of(1L), List.of());
    assertThatThrownBy(() -> store.find(ID, otherInput))
        .hasMessageContaining("input ppmi is abc there and not set here");
  }

  @Test
  void theFingerprintKnowsWhatMattersAndNothingElse() {
    Recipe recipe = recipe("100");
    assertThat(recipe.fingerprint()).hasSize(64).isEqualTo(recipe("100").fingerprint());
    assertThat(recipe("50").fingerprint()).isNotEqualTo(recipe.fingerprint());
    assertThat(
            new Recipe(
                    "svd",
                    1,
                    recipe.settings(),
                    recipe.seed(),
                    List.of(new Recipe.Input("ppmi", "elsewhere", "abc")))
                .fingerprint())
        .isEqualTo(recipe.fingerprint());
    assertThat(
            new Recipe("svd", 2, recipe.settings(), recipe.seed(), recipe.inputs()).fingerprint())
        .isNotEqualTo(recipe.fingerprint());
  }

  @Test
  void anyFlippedBitAndAnyCutInAnyFileIsFoundAndNamed() throws Exception {
    commit(ID, recipe("100"));
    for (String name : List.of("a.txt", "b.txt", Manifest.NAME)) {
      byte[] whole = Files.readAllBytes(local(name));
      for (int bit = 0; bit < 8 * whole.length; bit++) {
        byte[] flipped = whole.clone();
        flipped[bit / 8] ^= (byte) (1 << (bit % 8));
        Files.write(local(name), flipped);
        assertThat(store.damages(ID))
            .as("bit %d of %s", bit, name)
            .hasSize(1)
            .first()
            .asString()
            .contains(name);
      }
      for (int length = 0; length < whole.length; length += 7) {
        Files.write(local(name), Arrays.copyOf(whole, length));
        assertThat(store.damages(ID)).hasSize(1).first().asString().contains(name);
      }
      Files.write(local(name), whole);
      assertThat(store.damages(ID)).isEmpty();
    }
    Files.delete(local("a.txt"));
    assertThat(store.damages(ID)).first().asString().contains("a.txt is missing");
  }

  @Test
  void aNewerFormatVersionIsToldWithBothVersions() throws Exception {
    commit(ID, recipe("100"));
    String text = Files.readString(local(Manifest.NAME));
    Files.writeString(
        local(Manifest.NAME), text.replace("\"formatVersion\" : 1", "\"formatVersion\" : 7"));
    assertThatThrownBy(() -> store.find(ID))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("format version 7")
        .hasMessageContaining("up to 1")
        .hasMessageContaining("newer");
  }

  @Test
  void theListIsOrderedAndCanBeNarrowed() throws Exception {
    for (String name : List.of("svd/b/v1", "svd/a/v2", "svd/a/v1", "ppmi/a/v1")) {
      String[] part = name.split("/", -1);
      commit(new ArtifactId(part[0], part[1], part[2]), recipe("1"));
    }
    Files.createDirectories(folder.resolve("store/runs/a/v1"));
    Files.writeString(folder.resolve("store/runs/a/v1/manifest.json"), "no artifact");
    assertThat(store.list("").toString()).isEqualTo("[ppmi/a/v1, svd/a/v1, svd/a/v2, svd/b/v1]");
    assertThat(store.list("svd/a").toString()).isEqualTo("[svd/a/v1, svd/a/v2]");
    assertThat(store.list("svd/a/v2").toString()).isEqualTo("[svd/a/v2]");
    assertThatThrownBy(() -> store.list("a/b/c/d")).isInstanceOf(BadInputException.class);
  }

  @Test
  void namesThatLeaveTheStoreAreRefused() {
    for (String name : List.of("..", "", "a/b", "_x", ".x", "a b", "a:b")) {
      assertThatThrownBy(() -> new ArtifactId("svd", name, "v"))
          .isInstanceOf(BadInputException.class)
          .hasMessageContaining("run.name");
    }
  }

  @Test
  void aLeaseOfAnUnknownKindOfStoreOrLengthIsBadInput() {
    assertThatThrownBy(() -> Store.at("nosuch://host/x", new Configuration()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("nosuch://host/x");
    assertThatThrownBy(
            () ->
                Store.of(Settings.defaults(List.of("store.lease-seconds=0")), new Configuration()))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("store.lease-seconds");
  }

  @Test
  void aFullDiskIsOneSentenceAndLeavesNothingHalfCommitted() throws Exception {
    Configuration configuration = new Configuration();
    configuration.set("fs.tiny.impl", TinyDisk.class.getName());
    java.nio.file.Path disk = folder.resolve("disk");
    for (int space = 0; space < 3000; space += 50) {
      configuration.set("fs.tiny.impl.disable.cache", "true");
      TinyDisk.left = space;
      Store small =
          new Store(new Path("tiny://" + disk), new HadoopConf(configuration), Duration.ofHours(1));
      try (Draft draft = small.begin(ID, "tiny")) {
        DataFile a = write(draft.folder(), "a.txt", "alpha".repeat(20));
        draft.commit(manifest(ID, recipe("100"), a));
        TinyDisk.left = Long.MAX_VALUE;
        assertThat(small.damages(ID)).isEmpty();
        assertThat(space).isGreaterThan(1000);
        return;
      } catch (IOException e) {
        assertThat(FileTrouble.behind(e, "tiny://disk").orElseThrow())
            .hasMessageContaining("No space left on device")
            .hasMessageContaining("tiny://disk");
        TinyDisk.left = Long.MAX_VALUE;
        assertThat(small.find(ID)).isEmpty();
      }
    }
    throw new AssertionError("never committed");
  }
}
