package wordmill;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The one local[2] context that all tests tagged {@code spark} share; it ends with the JVM. */
public final class SharedSpark {
  private static JavaSparkContext context;

  private SharedSpark() {}

  /** The context, started at first use. */
  public static synchronized JavaSparkContext context() {
    if (context == null) {
      context =
          new JavaSparkContext(
              new SparkConf()
                  .setMaster("local[2]")
                  .setAppName("wordmill-tests")
                  .set("spark.ui.enabled", "false")
                  .set("spark.driver.host", "127.0.0.1")
                  .set("spark.driver.bindAddress", "127.0.0.1"));
    }
    return context;
  }
}
