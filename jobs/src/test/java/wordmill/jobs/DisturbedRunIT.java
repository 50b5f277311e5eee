package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.jobs.Launcher.Outcome;

/** Runs that are killed, and runs that meet each other. */
class DisturbedRunIT {
  @TempDir private static Path folder;
  private static SortedMap<String, String> undisturbed;
  private static long milliseconds;

  @BeforeAll
  static void runUndisturbed() throws Exception {
    Files.writeString(folder.resolve("text.txt"), SmallText.of(100_000, 500, 1));
    Files.writeString(
        folder.resolve("small.conf"),
        """
        text.input = text.txt
        svd { rank = 16, block-size = 16, blocks = 4 }
        word2vec { vector-size = 16, threads = 1 }
        """);
    // So that the time taken of the next run is the run's alone.
    Launcher.run(folder, Map.of(), "--version");
    long started = System.nanoTime();
    assertThat(run("undisturbed").code()).isZero();
    milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    undisturbed = Digests.of(folder.resolve("undisturbed"));
  }

  private static Outcome run(String store) throws Exception {
    return Launcher.run(folder, Map.of(), "run", "small.conf", "--set", "store.path=" + store);
  }

  /** Starts a run and comes back at once. */
  private static Process start(String store) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Launcher.SCRIPT.toString(), "run", "small.conf", "--set", "store.path=" + store)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.start();
  }

  @Test
  void killedRunsGoOnToTheSameBits() throws Exception {
    Random random = new Random();
    for (int kill = 0; kill < 3; kill++) {
      long after = milliseconds / 4 + random.nextLong(milliseconds * 3 / 4);
      // The launcher has become the JVM by exec, so this is kill -9 of the JVM itself.
      Process process = start("killed");
      if (!process.waitFor(after, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    Outcome last = run("killed");
    assertThat(last.code()).as(last.err()).isZero();
    assertThat(Digests.of(folder.resolve("killed"))).isEqualTo(undisturbed);
  }

  @Test
  void secondRunOnTheSameStoreIsToldWhoHoldsIt() throws Exception {
    Process first = start("shared");
    try {
      while (first.isAlive() && !holdsALease(folder.resolve("shared/vocabulary"))) {
        Thread.sleep(5);
      }
      // Stopped in its first stage, the first one is alive and still holds its lease.
      signal("STOP", first);
      Outcome second = run("shared");
      assertThat(second.code()).as(second.err()).isEqualTo(75);
      List<String> said = second.err().lines().toList();
      assertThat(said.get(said.size() - 1))
          .startsWith("wordmill: ")
          .contains("process " + first.pid() + " on");
      assertThat(second.err()).doesNotContain("\tat ");
      signal("CONT", first);
      assertThat(first.waitFor()).isZero();
      assertThat(Digests.of(folder.resolve("shared"))).isEqualTo(undisturbed);
    } finally {
      first.destroyForcibly();
    }
  }

  private static boolean holdsALease(Path kind) throws IOException {
    if (!Files.exists(kind)) {
      return false;
    }
    try (Stream<Path> all = Files.walk(kind)) {
      return all.anyMatch(file -> file.endsWith("_lease.json"));
    }
  }

  private static void signal(String name, Process process) throws Exception {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }
}
