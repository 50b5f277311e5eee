package wordmill.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.Clipping;
import wordmill.averaging.Rates;
import wordmill.averaging.RoundListener;
import wordmill.averaging.SparkRounds;
import wordmill.averaging.StateReset;
import wordmill.random.Seeds;

/**
 * Trains the same graph in one JVM, on two executors, and on two of which one is killed in the
 * middle of a round, and writes the parameters' bits of each, a line each. A program of its own,
 * since a JVM has one Spark context at a time. Arguments: the file to write, the executors' JVM
 * options.
 */
final class TrainAnywhere {
  private static final int KILLED_ROUND = 2;

  private TrainAnywhere() {}

  public static void main(String[] arguments) throws IOException {
    String options = arguments[1];
    AtomicBoolean killed = new AtomicBoolean();
    List<String> lines =
        List.of(
            train("local[2]", options, report -> {}),
            train("local-cluster[2,1,1024]", options, report -> {}),
            train(
                "local-cluster[2,1,1024]",
                options,
                report -> {
                  if (report.epoch() == 0 && report.round() == KILLED_ROUND - 1) {
                    killSoon(killed);
                  }
                }),
            "killed " + killed);
    Files.write(Path.of(arguments[0]), lines);
  }

  private static String train(String master, String options, RoundListener listener) {
    SparkConf conf =
        new SparkConf()
            .setMaster(master)
            .setAppName("anywhere")
            .set("spark.ui.enabled", "false")
            .set("spark.driver.host", "127.0.0.1")
            .set("spark.driver.bindAddress", "127.0.0.1")
            .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
            .set("spark.executor.extraJavaOptions", options);
    try (JavaSparkContext sc = new JavaSparkContext(conf)) {
      SparkAveragingMaster averaging =
          new SparkAveragingMaster(
              new AveragingOptions(3, 2, false, Clipping.byNorm(0.5), StateReset.EACH_EPOCH),
              new Seeds(5),
              Rates.own(),
              Graphs.plain(),
              listener);
      SparkComputationGraph graph =
          new SparkComputationGraph(
              sc, TinyGraphs.carrying(new Adam(0.01), DataType.FLOAT), averaging);
      JavaRDD<MultiDataSet> data = sc.parallelize(TinyGraphs.batches(29, DataType.FLOAT), 4);
      for (int epoch = 0; epoch < 2; epoch++) {
        graph.fitMultiDataSet(SparkRounds.cut(data, 3, 2).mapped(TrainAnywhere::slowly));
      }
      return HexFormat.of().formatHex(TinyGraphs.bits(graph.getNetwork()));
    }
  }

  /** So that an executor dies while it trains. */
  private static MultiDataSet slowly(MultiDataSet step) throws InterruptedException {
    Thread.sleep(100);
    return step;
  }

  private static void killSoon(AtomicBoolean killed) {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(150);
              } catch (InterruptedException e) {
                return;
              }
              ProcessHandle.current()
                  .children() // the executors
                  .findFirst()
                  .ifPresent(executor -> killed.set(executor.destroyForcibly()));
            });
    killer.setDaemon(true);
    killer.start();
  }
}
