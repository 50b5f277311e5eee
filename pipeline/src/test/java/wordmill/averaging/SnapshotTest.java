package wordmill.averaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.config.BadInputException;
import wordmill.store.Artifact;
import wordmill.store.ArtifactId;
import wordmill.store.Checkpoints;
import wordmill.store.Recipe;
import wordmill.store.Store;

class SnapshotTest {
  @TempDir private Path folder;
  private Checkpoints checkpoints;

  @BeforeEach
  void openStore() {
    checkpoints =
        new Checkpoints(
            Store.at(folder.toString(), new Configuration()),
            new ArtifactId("language-model", "tiny", "v1"),
            new Recipe("language-model", 1, new TreeMap<>(), Optional.of(1L), List.of()),
            "tiny");
  }

  private static NumberBlocks numbers(long length, Precision precision) {
    byte[][] blocks = new byte[NumberBlocks.blocksOf(length, precision)][];
    for (int b = 0; b < blocks.length; b++) {
      blocks[b] = new byte[NumberBlocks.bytesOf(b, length, precision)];
      new Random(b).nextBytes(blocks[b]);
    }
    return new NumberBlocks(precision, List.of(blocks));
  }

  private static Snapshot snapshot(NumberBlocks parameters, NumberBlocks updaterState) {
    NumberBlocks none = NumberBlocks.none(parameters.precision());
    return new Snapshot(
        3,
        14,
        159,
        new RoundSums(0.1 + 0.2, 1L << 40, 5, 1e300, 1.0 / 3, 4, 6, 0, 7),
        parameters,
        updaterState,
        List.of(
            new ReplicaState(new byte[] {1, 2, 3}, none),
            new ReplicaState(new byte[0], numbers(5, parameters.precision()))));
  }

  private static void assertSame(NumberBlocks found, NumberBlocks expected) {
    assertThat(found.precision()).isEqualTo(expected.precision());
    assertThat(found.count()).isEqualTo(expected.count());
    for (int b = 0; b < expected.count(); b++) {
      assertThat(found.block(b)).isEqualTo(expected.block(b));
    }
  }

  @Test
  void whatIsWrittenIsRead() throws IOException {
    for (Precision precision : Precision.values()) {
      Snapshot written = snapshot(numbers(1_200_000, precision), numbers(7, precision));
      checkpoints.save(159, written::writeTo);
      Snapshot read = Snapshot.read(checkpoints.latest().orElseThrow());
      assertThat(read.epoch()).isEqualTo(3);
      assertThat(read.nextRound()).isEqualTo(14);
      assertThat(read.step()).isEqualTo(159);
      assertThat(read.epochSums()).isEqualTo(written.epochSums());
      assertSame(read.parameters(), written.parameters());
      assertSame(read.updaterState(), written.updaterState());
      assertThat(read.own().get(0).carried()).containsExactly(1, 2, 3);
      assertThat(read.own().get(1).carried()).isEmpty();
      assertSame(read.own().get(0).own(), written.own().get(0).own());
      assertSame(read.own().get(1).own(), written.own().get(1).own());
    }
  }

  @Test
  void updaterStateMayBeMissing() throws IOException {
    NumberBlocks none = NumberBlocks.none(Precision.FLOAT);
    checkpoints.save(1, snapshot(numbers(3, Precision.FLOAT), none)::writeTo);
    assertThat(Snapshot.read(checkpoints.latest().orElseThrow()).updaterState().count()).isZero();
  }

  @Test
  void damagedNumbersAreRefused() throws IOException {
    NumberBlocks none = NumberBlocks.none(Precision.FLOAT);
    Artifact saved = checkpoints.save(1, snapshot(numbers(9, Precision.FLOAT), none)::writeTo);
    Path file = Path.of(saved.folder().path().toUri().getPath(), "parameters.numbers");
    byte[] bytes = Files.readAllBytes(file);
    bytes[5] ^= 1;
    Files.write(file, bytes);
    assertThatThrownBy(() -> Snapshot.read(saved))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("parameters.numbers");
  }
}
