package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import wordmill.SharedSpark;

@Tag("spark")
class SparkProgressTest {
  @Test
  void tasksOfARealJobAreCounted() throws InterruptedException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    AtomicLong nanos = new AtomicLong();
    JavaSparkContext sc = SharedSpark.context();
    try (Progress progress =
        Progress.manual(new PrintStream(said, true, StandardCharsets.UTF_8), true, nanos::get)) {
      SparkProgress listener = new SparkProgress(progress);
      sc.sc().addSparkListener(listener);
      progress.begin("corpus");
      sc.parallelize(List.of(1, 2, 3), 3).count();
      nanos.set(1_000_000_000L);
      for (int i = 0; i < 100 && !said.toString(StandardCharsets.UTF_8).contains("3/3"); i++) {
        Thread.sleep(50); // events come late
        progress.tick();
      }
      sc.sc().removeSparkListener(listener);
    }
    assertThat(said.toString(StandardCharsets.UTF_8)).contains("corpus: 3/3 tasks");
  }
}
