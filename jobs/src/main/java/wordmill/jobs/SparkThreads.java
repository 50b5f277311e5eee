package wordmill.jobs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import wordmill.config.Settings;
import wordmill.word2vec.Architecture;

/**
 * Threads of each replica of word2vec, and why. What {@code auto} means hangs on where Spark will
 * run, which is known before it starts.
 *
 * @param threads 1 or more
 * @param reason for people
 */
record SparkThreads(Architecture architecture, int replicas, int threads, String reason) {
  private static final Pattern LOCAL = Pattern.compile("local(\\[(\\*|\\d+)(,.*)?])?");

  /** With the properties that the launcher set. */
  static SparkThreads of(Settings settings) {
    return of(settings, new SparkConf());
  }

  static SparkThreads of(Settings settings, SparkConf conf) {
    Architecture architecture = settings.choice("word2vec.architecture", Architecture.class);
    int replicas = settings.integer("word2vec.replicas");
    if (!settings.is("word2vec.threads", "auto")) {
      return new SparkThreads(
          architecture, replicas, settings.integer("word2vec.threads"), "as word2vec.threads says");
    }
    Matcher local = LOCAL.matcher(conf.get("spark.master", "local[*]"));
    if (local.matches()) {
      int cores = cores(local.group(2));
      // Tasks of several replicas run side by side, so each core has one already.
      return new SparkThreads(
          architecture, replicas, replicas == 1 ? cores : 1, "local mode, " + count(cores, "core"));
    }
    int cores = conf.getInt("spark.task.cpus", 1);
    return new SparkThreads(architecture, replicas, cores, "spark.task.cpus = " + cores);
  }

  private static int cores(String given) {
    if (given == null) { // plain "local"
      return 1;
    }
    return given.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(given);
  }

  /** Whether results vary from run to run: only CBOW's threads share rows. */
  boolean areRacing() {
    return threads > 1 && architecture == Architecture.CBOW;
  }

  /** All that a fingerprint needs: two racing threads vary as four do, and others not at all. */
  String inFingerprint() {
    return architecture == Architecture.SKIP_GRAM ? "any" : areRacing() ? "many" : "1";
  }

  String sentence() {
    return count(replicas, "replica") + " of " + count(threads, "thread") + " (" + reason + ")";
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
