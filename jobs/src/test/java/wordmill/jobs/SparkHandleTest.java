package wordmill.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SparkHandleTest {
  private static final String TIMEOUT = "spark.network.timeout";

  private static SparkConf of(String master) {
    return new SparkConf(false).set("spark.master", master);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[2]", "local[*]", "local[2,3]"})
  void aLocalRunOutlivesTheMachinesSleep(String master) {
    assertThat(SparkHandle.completed(of(master), "x").get(TIMEOUT)).isEqualTo("1d");
    SparkConf given = of(master).set(TIMEOUT, "90s");
    assertThat(SparkHandle.completed(given, "x").get(TIMEOUT)).isEqualTo("90s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spark://here:7077", "yarn", "k8s://here", "local-cluster[2,1,1024]"})
  void aClusterMissesItsExecutorsAsSoonAsSparkDoes(String master) {
    assertThat(SparkHandle.completed(of(master), "x").contains(TIMEOUT)).isFalse();
  }
}
