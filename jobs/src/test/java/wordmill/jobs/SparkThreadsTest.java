package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import wordmill.config.Settings;

class SparkThreadsTest {
  private static SparkThreads of(String master, String... settings) {
    SparkConf conf = new SparkConf(false).set("spark.master", master).set("spark.task.cpus", "3");
    return SparkThreads.of(Settings.defaults(List.of(settings)), conf);
  }

  @Test
  void oneLocalReplicaTakesAllCores() {
    assertThat(of("local[2]").sentence()).isEqualTo("1 replica of 2 threads (local mode, 2 cores)");
    assertThat(of("local[4,2]").threads()).isEqualTo(4);
    assertThat(of("local[*]").threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(of("local").sentence()).isEqualTo("1 replica of 1 thread (local mode, 1 core)");
  }

  @Test
  void severalLocalReplicasTakeACoreEach() {
    assertThat(of("local[2]", "word2vec.replicas=8").sentence())
        .isEqualTo("8 replicas of 1 thread (local mode, 2 cores)");
  }

  @Test
  void onAClusterATaskSaysHowManyItMayUse() {
    for (String master : List.of("yarn", "spark://host:7077", "local-cluster[2,1,1024]")) {
      assertThat(of(master, "word2vec.replicas=8").sentence())
          .isEqualTo("8 replicas of 3 threads (spark.task.cpus = 3)");
    }
  }

  @Test
  void aNumberIsTakenAsItIs() {
    assertThat(of("local[2]", "word2vec.threads=5").sentence())
        .isEqualTo("1 replica of 5 threads (as word2vec.threads says)");
  }

  @Test
  void fingerprintsKnowOneAndMany() {
    assertThat(of("local[1]").oneOrMany()).isEqualTo("1");
    assertThat(of("local[2]").oneOrMany()).isEqualTo("many");
    assertThat(of("local[8]").oneOrMany()).isEqualTo("many");
  }

  @Test
  void manifestSaysWhatManyThreadsGiveUp() {
    SparkWord2VecJob job = new SparkWord2VecJob();
    assertThat(job.notDeterministic(Settings.defaults(List.of("word2vec.threads=1")))).isEmpty();
    assertThat(job.notDeterministic(Settings.defaults(List.of("word2vec.threads=4"))))
        .singleElement()
        .asString()
        .contains("4 threads");
  }
}
