package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

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

  @Test
  void nothingIsSaidBetweenStages() {
    try (Progress progress = progress(true)) {
      progress.tick();
      progress.fail();
    }
    assertThat(said()).isEmpty();
  }
}
