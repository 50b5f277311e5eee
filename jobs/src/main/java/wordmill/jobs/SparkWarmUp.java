package wordmill.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;
import wordmill.store.ArtifactFolder;
import wordmill.store.DataFile;
import wordmill.store.HadoopConf;
import wordmill.store.TableReader;
import wordmill.store.TableWriter;

/**
 * Loads the classes that every run loads, by a small job with a broadcast, a shuffle and a table.
 *
 * <p>After a build {@code deploy/bin/wordmill} runs it once and lets the JVM archive the classes
 * (JDK 17 class data sharing), from which later runs start a second sooner.
 */
public final class SparkWarmUp {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType("message sums { required int32 sum; }");

  private SparkWarmUp() {}

  /** Starts Spark with the properties of the profile, runs the job, and ends. */
  public static void main(String[] arguments) throws IOException {
    java.nio.file.Path folder = Files.createTempDirectory("wordmill-warm-up");
    try (JavaSparkContext sc =
        new JavaSparkContext(new SparkConf().setAppName("wordmill-warm-up"))) {
      writeAndRead(
          new ArtifactFolder(new Path(folder.toUri()), new HadoopConf(sc.hadoopConfiguration())),
          sumsByParity(sc));
    } finally {
      Files.deleteIfExists(folder.resolve("sums.parquet"));
      Files.delete(folder);
    }
  }

  private static List<Integer> sumsByParity(JavaSparkContext sc) {
    Broadcast<int[]> modulus = sc.broadcast(new int[] {2});
    return sc.parallelize(List.of(1, 2, 3, 4), 4)
        .mapToPair(i -> new Tuple2<>(i % modulus.value()[0], i))
        .reduceByKey(Integer::sum)
        .values()
        .collect();
  }

  private static void writeAndRead(ArtifactFolder folder, List<Integer> sums) throws IOException {
    DataFile file;
    try (TableWriter out = folder.writeTable("sums.parquet", SCHEMA)) {
      for (int sum : sums) {
        out.write(row -> row.integer(0, sum));
      }
      file = out.finish();
    }
    try (TableReader in = folder.readTable(file, SCHEMA)) {
      while (in.next()) {
        in.integer(0);
      }
    }
  }
}
