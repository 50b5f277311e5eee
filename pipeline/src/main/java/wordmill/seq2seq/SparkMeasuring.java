package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;
import wordmill.evaluate.BleuCounts;
import wordmill.evaluate.BleuTokenizer;
import wordmill.evaluate.Perplexity;
import wordmill.nn.CountsExamples;
import wordmill.nn.Networks;
import wordmill.nn.SparkAsking;
import wordmill.pairs.EncodedPair;
import wordmill.pairs.ExamplePair;
import wordmill.pairs.PairBatch;

/**
 * Measures a graph on pairs, some hundreds of them a task. What it finds depends on the pairs and
 * the graph alone.
 *
 * <p>Cost: a forward pass and a search for each pair, and a shuffle of the pairs.
 */
final class SparkMeasuring {
  /** Pairs that a task measures; the last one has the rest. */
  private static final int PAIRS_A_TASK = 256;

  private final DecodingOptions decoding;
  private final boolean reversed;
  private final BleuTokenizer bleu;
  private final int samples;

  /**
   * @param reversed whether the graph reads sources from their end
   * @param samples of how many pairs the predictions are kept
   */
  SparkMeasuring(DecodingOptions decoding, boolean reversed, BleuTokenizer bleu, int samples) {
    this.decoding = decoding;
    this.reversed = reversed;
    this.bleu = bleu;
    this.samples = samples;
  }

  /**
   * Measures.
   *
   * @param pairs one or more, in order
   * @param count how many
   */
  Measured of(
      JavaSparkContext sc,
      ComputationGraph graph,
      Wording wording,
      JavaRDD<ExamplePair> pairs,
      long count) {
    int tasks = (int) ((count - 1) / PAIRS_A_TASK + 1);
    JavaRDD<Tuple2<Long, ExamplePair>> dealt =
        pairs
            .zipWithIndex()
            .mapToPair(pair -> new Tuple2<>((int) (pair._2() / PAIRS_A_TASK), pair.swap()))
            .partitionBy(new HashPartitioner(tasks)) // a number is its hash: tasks are in order
            .values();
    Task task = new Task(sc.broadcast(wording), decoding, reversed, bleu, samples);
    try {
      return SparkAsking.of(sc, graph, Networks::ofJson, dealt, task).stream()
          .reduce(Measured.nothing(bleu), Measured::then);
    } finally {
      task.wording.destroy();
    }
  }

  private record Task(
      Broadcast<Wording> wording,
      DecodingOptions decoding,
      boolean reversed,
      BleuTokenizer bleu,
      int samples)
      implements SparkAsking.Question<Tuple2<Long, ExamplePair>, Measured> {
    private static final int BATCH = 64;

    @Override
    public List<Measured> answer(
        ComputationGraph graph, Iterator<Tuple2<Long, ExamplePair>> partition) {
      List<Tuple2<Long, ExamplePair>> pairs = new ArrayList<>();
      partition.forEachRemaining(pairs::add);
      pairs.sort(Comparator.comparing(Tuple2::_1)); // the shuffle brings them in any order
      int end = wording.value().vocabulary().size();
      Perplexity perplexity = perplexity(graph, pairs, end);
      List<List<Hypothesis>> found =
          new Translator(graph, reversed, end)
              .translate(pairs.stream().map(pair -> pair._2().pair().source()).toList(), decoding);
      Accuracy accuracy = Accuracy.NONE;
      BleuCounts counts = BleuCounts.none(bleu);
      List<Prediction> first = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        ExamplePair example = pairs.get(i)._2();
        int[] predicted = found.get(i).get(0).tokens();
        String text = wording.value().text(predicted);
        accuracy = accuracy.add(example.pair().target(), predicted);
        counts = counts.add(text, example.targetText());
        if (pairs.get(i)._1() < samples) {
          boolean isRight = Arrays.equals(predicted, example.pair().target());
          first.add(new Prediction(example.sourceText(), example.targetText(), text, isRight));
        }
      }
      return List.of(new Measured(perplexity, accuracy, counts, first));
    }

    /** Pairs of about one length together. */
    private Perplexity perplexity(
        ComputationGraph graph, List<Tuple2<Long, ExamplePair>> pairs, int end) {
      List<EncodedPair> sorted =
          pairs.stream()
              .map(pair -> pair._2().pair())
              .sorted(Comparator.comparing(pair -> pair.target().length))
              .toList();
      Perplexity sum = Perplexity.NONE;
      for (int from = 0; from < sorted.size(); from += BATCH) {
        List<EncodedPair> batch = sorted.subList(from, Math.min(from + BATCH, sorted.size()));
        MultiDataSet step = Seq2SeqGraph.minibatch(PairBatch.of(batch, end, reversed));
        double mean = graph.score(step, false);
        long tokens = CountsExamples.of(graph);
        sum = sum.add(mean * tokens, tokens);
      }
      return sum;
    }
  }
}
