package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;
import wordmill.averaging.SparkShuffles;
import wordmill.evaluate.BleuCounts;
import wordmill.evaluate.BleuTokenizer;
import wordmill.evaluate.Perplexity;
import wordmill.nn.CountsExamples;
import wordmill.nn.Networks;
import wordmill.nn.SparkAsking;
import wordmill.pairs.EncodedPair;
import wordmill.pairs.ExamplePair;
import wordmill.pairs.NumberedExample;
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
    JavaRDD<Tuple2<Integer, NumberedExample>> dealt =
        SparkShuffles.byNumber(
            pairs.zipWithIndex().map(pair -> dealt(pair._1(), pair._2())),
            tasks,
            NumberedExample.class,
            NumberedExample.LAYOUT);
    Task task = new Task(sc.broadcast(wording), decoding, reversed, bleu, samples);
    try {
      return SparkAsking.of(sc, graph, Networks::ofJson, dealt.map(Tuple2::_2), task).stream()
          .reduce(Measured.nothing(bleu), Measured::then);
    } finally {
      task.wording.destroy();
      SparkShuffles.remove(dealt.rdd());
    }
  }

  private static Tuple2<Integer, NumberedExample> dealt(ExamplePair example, long number) {
    return new Tuple2<>((int) (number / PAIRS_A_TASK), new NumberedExample(number, example));
  }

  private record Task(
      Broadcast<Wording> wording,
      DecodingOptions decoding,
      boolean reversed,
      BleuTokenizer bleu,
      int samples)
      implements SparkAsking.Question<NumberedExample, Measured> {
    private static final int BATCH = 64;

    @Override
    public List<Measured> answer(ComputationGraph graph, Iterator<NumberedExample> partition) {
      List<NumberedExample> pairs = new ArrayList<>();
      partition.forEachRemaining(pairs::add);
      pairs.sort(Comparator.comparing(NumberedExample::number)); // shuffled, they come in any order
      int end = wording.value().vocabulary().size();
      Perplexity perplexity = perplexity(graph, pairs, end);
      List<List<Hypothesis>> found =
          new Translator(graph, reversed, end)
              .translate(
                  pairs.stream().map(each -> each.example().pair().source()).toList(), decoding);
      Accuracy accuracy = Accuracy.NONE;
      BleuCounts counts = BleuCounts.none(bleu);
      List<Prediction> first = new ArrayList<>();
      for (int i = 0; i < pairs.size(); i++) {
        ExamplePair example = pairs.get(i).example();
        int[] predicted = found.get(i).get(0).tokens();
        String text = wording.value().text(predicted);
        accuracy = accuracy.add(example.pair().target(), predicted);
        counts = counts.add(text, example.targetText());
        if (pairs.get(i).number() < samples) {
          boolean isRight = Arrays.equals(predicted, example.pair().target());
          first.add(new Prediction(example.sourceText(), example.targetText(), text, isRight));
        }
      }
      return List.of(new Measured(perplexity, accuracy, counts, first));
    }

    /** Pairs of about one length together. */
    private Perplexity perplexity(ComputationGraph graph, List<NumberedExample> pairs, int end) {
      List<EncodedPair> sorted =
          pairs.stream()
              .map(each -> each.example().pair())
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
