package wordmill.nn;

import com.sun.management.OperatingSystemMXBean;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import wordmill.averaging.AveragingOptions;
import wordmill.averaging.Rates;
import wordmill.averaging.RoundReport;
import wordmill.averaging.SparkRounds;
import wordmill.random.Seeds;

/**
 * Times the rounds of a graph of width² floats, which trains one tiny step in each. Arguments: the
 * Spark properties, {@code sgd} or {@code adam}, rounds, replicas, and how wide the network is. To
 * be run as a program, with the JVM's options of the tests.
 */
final class MeasureRounds {
  private static final Logger LOG = LoggerFactory.getLogger(MeasureRounds.class);

  private MeasureRounds() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[2]);
    int replicas = Integer.parseInt(arguments[3]);
    int width = Integer.parseInt(arguments[4]); // 3604: 13 million parameters
    IUpdater updater = arguments[1].equals("adam") ? new Adam(1e-4) : new Sgd(1e-3);
    try (JavaSparkContext sc = new JavaSparkContext(conf(arguments[0]))) {
      List<RoundReport> reports = new ArrayList<>();
      List<Double> cpu = new ArrayList<>();
      SparkAveragingMaster master =
          new SparkAveragingMaster(
              new AveragingOptions(replicas, 1),
              new Seeds(1),
              Rates.own(),
              Graphs.plain(),
              report -> {
                reports.add(report);
                cpu.add(cpuSeconds());
                if (report.round() % 50 == 49) {
                  LOG.warn("round={} rss={}", report.round(), residentMemory());
                }
              });
      List<MultiDataSet> steps =
          IntStream.range(0, rounds * replicas)
              .mapToObj(i -> TinyGraphs.batch(i, 1, width, 2, DataType.FLOAT))
              .toList();
      JavaRDD<MultiDataSet> data = sc.parallelize(steps, rounds * replicas).cache();
      SparkComputationGraph graph =
          new SparkComputationGraph(
              sc, TinyGraphs.dense(updater, DataType.FLOAT, width, width, 2), master);
      double step = cpuSecondsOfStep(graph.getNetwork(), steps.get(0));
      graph.fitMultiDataSet(SparkRounds.of(data, replicas));
      report(reports);
      LOG.warn(
          "cpu_seconds a round={} less training={}",
          cpuOfRound(cpu),
          cpuOfRound(cpu) - replicas * step);
    }
  }

  /** Of all threads: what others do on the machine changes it little. */
  private static double cpuSeconds() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  private static String residentMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS")).findFirst().orElse("unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double cpuSecondsOfStep(ComputationGraph graph, MultiDataSet step) {
    graph.fit(step);
    double before = cpuSeconds();
    for (int i = 0; i < 5; i++) {
      graph.fit(step);
    }
    return (cpuSeconds() - before) / 5;
  }

  private static double cpuOfRound(List<Double> at) {
    int warm = at.size() / 2;
    return (at.get(at.size() - 1) - at.get(warm)) / (at.size() - 1 - warm);
  }

  private static SparkConf conf(String file) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(file)) {
      properties.load(in);
    }
    SparkConf conf = new SparkConf();
    properties.stringPropertyNames().forEach(key -> conf.set(key, properties.getProperty(key)));
    return conf.setMaster("local[2]").setAppName("rounds");
  }

  private static void report(List<RoundReport> reports) {
    double[] seconds =
        reports.stream().skip(5).mapToDouble(RoundReport::averagingSeconds).sorted().toArray();
    LOG.warn(
        "averaging_round_seconds least={} median={} most={}; training={}",
        seconds[0],
        seconds[seconds.length / 2],
        seconds[seconds.length - 1],
        reports.get(reports.size() - 1).sums().trainingSeconds());
  }
}
