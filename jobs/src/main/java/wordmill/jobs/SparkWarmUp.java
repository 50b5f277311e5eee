package wordmill.jobs;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Loads the classes that every run loads, by a small job with a broadcast and a shuffle.
 *
 * <p>After a build {@code deploy/bin/wordmill} runs it once and lets the JVM archive the classes
 * (JDK 17 class data sharing), from which later runs start a second sooner.
 */
public final class SparkWarmUp {
  private SparkWarmUp() {}

  /** Starts Spark with the properties of the profile, runs the job, and ends. */
  public static void main(String[] arguments) {
    try (JavaSparkContext sc =
        new JavaSparkContext(new SparkConf().setAppName("wordmill-warm-up"))) {
      Broadcast<int[]> modulus = sc.broadcast(new int[] {2});
      sc.parallelize(List.of(1, 2, 3, 4), 4)
          .mapToPair(i -> new Tuple2<>(i % modulus.value()[0], i))
          .reduceByKey(Integer::sum)
          .collect();
    }
  }
}
