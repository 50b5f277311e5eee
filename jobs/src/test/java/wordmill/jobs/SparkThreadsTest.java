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
  void fingerprintsOfCbowKnowOneAndManyThreadsAndThoseOfSkipGramNone() {
    String cbow = "word2vec.architecture=cbow";
    assertThat(of("local[1]", cbow).inFingerprint()).isEqualTo("1");
    assertThat(of("local[2]", cbow).inFingerprint()).isEqualTo("many");
    assertThat(of("local[8]", cbow).inFingerprint()).isEqualTo("many");
    assertThat(of("local[1]").inFingerprint()).isEqualTo("any");
    assertThat(of("local[8]").inFingerprint()).isEqualTo("any");
  }

  @Test
  void manifestSaysWhatManyThreadsOfCbowGiveUp() {
    assertThat(notDeterministic("word2vec.threads=1", "word2vec.architecture=cbow")).isEmpty();
    assertThat(notDeterministic("word2vec.threads=4", "word2vec.architecture=skip-gram")).isEmpty();
    assertThat(notDeterministic("word2vec.threads=4", "word2vec.architecture=cbow"))
        .singleElement()
        .asString()
        .contains("4 threads");
  }

  private static List<String> notDeterministic(String... settings) {
    return new SparkWord2VecJob().notDeterministic(Settings.defaults(List.of(settings)));
  }
}
