package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import wordmill.nn.StepDecoder;
import wordmill.pairs.EncodedPair;
import wordmill.pairs.PairBatch;

/**
 * Finds targets for sources. Sources of about one length are decoded together, so that little is
 * padded. Not for several threads.
 */
final class Translator {
  /** Hypotheses that are made longer at once. */
  private static final int ROWS = 256;

  private final ComputationGraph graph;
  private final boolean reversed;
  private final int end;

  /**
   * @param graph made of {@link Seq2SeqGraph}'s configuration
   * @param reversed whether it reads sources from their end
   * @param end id of the end of a target
   */
  Translator(ComputationGraph graph, boolean reversed, int end) {
    this.graph = graph;
    this.reversed = reversed;
    this.end = end;
  }

  /**
   * Searches targets.
   *
   * @param sources word ids, each of one or more
   * @return for each source its best hypotheses
   */
  List<List<Hypothesis>> translate(List<int[]> sources, DecodingOptions options) {
    int[] order =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparing(i -> sources.get(i).length))
            .mapToInt(i -> i)
            .toArray();
    List<List<Hypothesis>> all = new ArrayList<>();
    sources.forEach(source -> all.add(List.of()));
    int most = Math.max(1, ROWS / options.beam());
    for (int from = 0; from < order.length; from += most) {
      int[] chosen =
          IntStream.range(from, Math.min(from + most, order.length)).map(i -> order[i]).toArray();
      List<List<Hypothesis>> found =
          search(IntStream.of(chosen).mapToObj(sources::get).toList(), options);
      for (int i = 0; i < chosen.length; i++) {
        all.set(chosen[i], found.get(i));
      }
    }
    return all;
  }

  private List<List<Hypothesis>> search(List<int[]> sources, DecodingOptions options) {
    List<EncodedPair> pairs =
        sources.stream().map(source -> new EncodedPair(source, new int[] {end})).toList();
    PairBatch batch = PairBatch.of(pairs, end, reversed); // of which only the sources are read
    StepDecoder decoder = new StepDecoder(graph, Seq2SeqGraph.SOURCE, Seq2SeqGraph.TARGET);
    Optional<INDArray> mask =
        batch.hasSourcePadding()
            ? Optional.of(Seq2SeqGraph.array(batch.sourceMask(), batch.pairs()))
            : Optional.empty();
    decoder.encode(Seq2SeqGraph.array(batch.sources(), batch.pairs()), mask);
    return BeamSearch.search(new Steps(decoder), sources.size(), end, options);
  }

  /** Probabilities as logarithms; the first call is the sentences themselves. */
  private static final class Steps implements NextTokens {
    private final StepDecoder decoder;
    private boolean isBegun;

    private Steps(StepDecoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public float[] next(int[] origins, int[] tokens) {
      if (isBegun) {
        decoder.select(origins);
      }
      isBegun = true;
      float[] next = decoder.step(tokens);
      for (int i = 0; i < next.length; i++) {
        next[i] = (float) Math.log(next[i]);
      }
      return next;
    }
  }
}
