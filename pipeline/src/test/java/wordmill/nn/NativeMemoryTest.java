package wordmill.nn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import wordmill.averaging.Clipping;

/** A JVM whose whole heap is resident from its start trains, so that all growth is native. */
final class NativeMemoryTest {
  private static final int V = 200;
  private static final int H = 64;
  private static final int T = 16;
  private static final int B = 32;
  private static final int WARM = 100;
  private static final int STEPS = 260;

  @TempDir Path folder;

  /** An array [T, B, H] that every step left behind would be 21 MB; compilers take some, too. */
  @Test
  void trainingTakesNoMoreMemoryAsItGoesOn() throws Exception {
    Path grown = folder.resolve("grown");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-cp",
                System.getProperty("java.class.path"),
                NativeMemoryTest.class.getName(),
                grown.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("log").toFile()))
            .start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(grown).as(Files.readString(folder.resolve("log"))).exists();
    assertThat(Long.parseLong(Files.readString(grown))).isLessThan(12L << 20);
  }

  /** Writes the bytes that the process grew by once it was warm. */
  public static void main(String[] args) throws IOException {
    Nd4j.getMemoryManager().togglePeriodicGc(false); // as in a training
    ComputationGraph graph = graph();
    graph.setListeners(new StepWatcher(Clipping.byNorm(0.25)));
    long warm = 0;
    for (int i = 0; i < STEPS; i++) {
      warm = i == WARM ? Pointer.physicalBytes() : warm;
      int steps = i % 10 == 9 ? T - 3 : T; // an epoch's last window is shorter
      MultiDataSet window =
          new MultiDataSet(
              Windows.ids(i, steps, B, V).castTo(DataType.FLOAT),
              Windows.ids(i + 1, steps, B, V).castTo(DataType.FLOAT));
      graph.fit(window);
      double unused = graph.score(window, false);
    }
    Path unused =
        Files.writeString(Path.of(args[0]), Long.toString(Pointer.physicalBytes() - warm));
  }

  private static ComputationGraph graph() {
    return Networks.build(
        Windows.builder(DataType.FLOAT)
            .addLayer("embedding", Embedding.of(V, H).build(), "ids")
            .addLayer("dropout", SequenceDropout.of(0.2).build(), "embedding")
            .addLayer("lstm", Recurrent.of(Cell.LSTM, H, H).build(), "dropout")
            .addLayer("gru", Recurrent.of(Cell.GRU, H, H).bidirectional().build(), "lstm")
            .addLayer("softmax", SoftmaxLoss.of(2 * H, V).build(), "gru")
            .setOutputs("softmax")
            .build());
  }
}
