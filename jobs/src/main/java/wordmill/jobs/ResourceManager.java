package wordmill.jobs;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** The head of a YARN cluster, before anything is handed to it. */
final class ResourceManager {
  private static final int WAIT_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 2_000;

  private ResourceManager() {}

  /**
   * Asks it something small. Spark's own client asks for a quarter of an hour, in silence.
   *
   * @throws ClusterRunException if there is no answer within {@value #WAIT_MILLIS} milliseconds or
   *     so
   */
  static void checkAnswers() {
    Configuration configuration = new YarnConfiguration(SparkHandle.hadoopConfiguration());
    configuration.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_MAX_WAIT_MS, WAIT_MILLIS);
    configuration.setInt(YarnConfiguration.RESOURCEMANAGER_CONNECT_RETRY_INTERVAL_MS, PAUSE_MILLIS);
    configuration.setInt("ipc.client.connect.max.retries", 0);
    configuration.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
    try (YarnClient client = YarnClient.createYarnClient()) {
      client.init(configuration);
      client.start();
      client.getYarnClusterMetrics();
    } catch (IOException | YarnException e) {
      throw new ClusterRunException(
          ExitCodes.UNAVAILABLE,
          String.format(
              "YARN\'s ResourceManager does not answer; yarn.resourcemanager.address of HADOOP_CONF_DIR"
                  + " is %s (%s)",
              configuration.get(YarnConfiguration.RM_ADDRESS, YarnConfiguration.DEFAULT_RM_ADDRESS),
              String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }
}
