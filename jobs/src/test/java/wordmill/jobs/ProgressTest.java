package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import wordmill.word2vec.TrainingProgress;

class ProgressTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
  private final AtomicLong seconds = new AtomicLong();

  private Progress progress(boolean terminal) {
    return Progress.manual(err, terminal, () -> seconds.get() * 1_000_000_000L);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void plainLinesComeAtStartAndEndAndEveryTenSeconds() {
    try (Progress progress = progress(false)) {
      progress.begin("svd");
      progress.announce(10);
      for (int second = 1; second <= 25; second++) {
        seconds.set(second);
        if (second <= 5) {
          progress.finishTask();
        }
        progress.tick();
      }
      progress.end(25);
    }
    assertThat(said().lines())
        .containsExactly(
            "svd: started",
            "svd: 5/10 tasks, 0.5 tasks/s, 10 s, about 10 s left",
            "svd: 5/10 tasks, 0.3 tasks/s, 20 s, about 20 s left",
            "svd: done in 25.0 s");
  }

  @Test
  void terminalLineIsWrittenOverAndEndsInANewLine() {
    try (Progress progress = progress(true)) {
      progress.begin("ppmi");
      progress.announce(4);
      progress.finishTask();
      progress.withdraw(2);
      seconds.set(1);
      progress.tick();
      progress.fail();
    }
    assertThat(said())
        .contains("\r\u001B[Kppmi: 1/2 tasks, 1.0 tasks/s, 1 s, about 1 s left")
        .endsWith("\r\u001B[Kppmi: failed" + System.lineSeparator());
    assertThat(said().lines().filter(line -> line.contains("failed"))).hasSize(1);
  }

  private static WordsLine read(long words, double loss, double seconds, long resumed) {
    return new WordsLine(new TrainingProgress(words, 84_000_000, 0.0321, loss, seconds, resumed));
  }

  @Test
  void trainingIsToldInWords() {
    try (Progress progress = progress(false)) {
      progress.begin("word2vec");
      progress.note("1 replica of 2 threads (local mode, 2 cores)");
      progress.announce(10);
      progress.train(read(0, Double.NaN, 0, 0));
      seconds.set(10);
      progress.tick();
      progress.train(read(24_500_000, 1.2344, 10, 0));
      seconds.set(20);
      progress.tick();
      progress.train(read(84_000_000, 1.1, 34.2857, 0));
      progress.end(36);
    }
    assertThat(said().lines())
        .containsExactly(
            "word2vec: started",
            "word2vec: 1 replica of 2 threads (local mode, 2 cores)",
            "word2vec: 0/84.0M words, 0 words/s, rate 0.0321",
            // 59.5M words at 2.45M a second are 24 seconds, of which 10 have gone.
            "word2vec: 24.5M/84.0M words, 2.45M words/s, rate 0.0321, loss 1.234, about 14 s left",
            "word2vec: done in 36.0 s, 2.45M words/s");
  }

  @Test
  void wordsReadBeforeAResumeAreNoSpeed() {
    try (Progress progress = progress(true)) {
      progress.begin("word2vec");
      progress.train(read(44_000_000, 1.5, 4, 42_000_000));
      progress.tick();
      progress.end(5);
      progress.begin("evaluate-word2vec");
      progress.end(1);
    }
    assertThat(said())
        .contains("word2vec: 44.0M/84.0M words, 500.00k words/s")
        .contains("loss 1.500, about 80 s left")
        .contains("word2vec: done in 5.0 s, 500.00k words/s")
        .contains("evaluate-word2vec: done in 1.0 s" + System.lineSeparator());
  }

  @Test
  void nothingIsSaidBetweenStages() {
    try (Progress progress = progress(true)) {
      progress.tick();
      progress.fail();
    }
    assertThat(said()).isEmpty();
  }
}
