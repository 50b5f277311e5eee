package wordmill.jobs;

import java.io.Closeable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/** A running Spark application. */
final class SparkHandle implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(SparkHandle.class);

  private final JavaSparkContext context;
  private boolean hasNetworks;

  private SparkHandle(JavaSparkContext context) {
    this.context = context;
  }

  /**
   * Starts Spark as the launcher's profile says, or locally on all cores if nothing says.
   *
   * @param warmUp compiles what tasks will run; only where they run in this JVM, on a core that
   *     Spark's start and the first stages leave idle
   */
  static SparkHandle start(String run, Progress progress, Runnable warmUp) {
    SparkConf conf = completed(new SparkConf(), run);
    Stopwatch watch = new Stopwatch();
    if (isLocal(conf)) {
      Thread warming = new Thread(() -> tryTo(warmUp), "warm-up");
      warming.setDaemon(true);
      warming.start();
    }
    JavaSparkContext context = new JavaSparkContext(conf);
    context.sc().addSparkListener(new SparkProgress(progress));
    context.env().metricsSystem().registerSource(new TrainingMetrics(progress::training));
    LOG.info(
        "spark={} master={} cores={} seconds={}",
        context.version(),
        context.master(),
        context.defaultParallelism(),
        watch.seconds());
    return new SparkHandle(context);
  }

  /** With what is so unless the profile says otherwise. */
  static SparkConf completed(SparkConf conf, String run) {
    conf.setIfMissing("spark.master", "local[*]")
        .setIfMissing("spark.ui.enabled", "false")
        .setIfMissing("spark.app.name", "wordmill " + run);
    if (isLocal(conf)) {
      // A machine that slept has sent itself no heartbeats.
      conf.setIfMissing("spark.network.timeout", "1d");
    }
    return conf;
  }

  /** Whether tasks run in this JVM. */
  private static boolean isLocal(SparkConf conf) {
    return conf.get("spark.master").matches("local(\\[.*)?");
  }

  /** Where it fails, so will the stage, which has words for it. */
  private static void tryTo(Runnable warmUp) {
    try {
      warmUp.run();
    } catch (RuntimeException e) {
      LOG.debug("warm-up", e);
    }
  }

  /** Whether YARN has started this process to be a driver. */
  static boolean isDriverOfYarn() {
    return System.getProperty("spark.yarn.app.id") != null;
  }

  /** Hadoop's configuration under the profile's {@code spark.hadoop.*}, without starting Spark. */
  static Configuration hadoopConfiguration() {
    Configuration configuration = new Configuration();
    for (Tuple2<String, String> entry : new SparkConf().getAllWithPrefix("spark.hadoop.")) {
      configuration.set(entry._1(), entry._2());
    }
    if (ClusterSubmission.isWanted()) {
      // A driver sits out a NameNode's restart; a person learns soon that there is none.
      configuration.setBoolean("dfs.client.retry.policy.enabled", false);
    }
    return configuration;
  }

  /**
   * Sees to it that executors have what networks need; those of Kubernetes have it in their image.
   */
  synchronized SparkHandle withNetworks() {
    if (!hasNetworks && !context.isLocal() && !context.master().startsWith("k8s")) {
      NetworksJar.find()
          .filter(
              jar ->
                  context.jars().stream()
                      .noneMatch(there -> there.endsWith("/" + jar.getFileName())))
          .ifPresent(jar -> context.addJar(jar.toString()));
    }
    hasNetworks = true;
    return this;
  }

  JavaSparkContext context() {
    return context;
  }

  @Override
  public void close() {
    context.close();
  }
}
