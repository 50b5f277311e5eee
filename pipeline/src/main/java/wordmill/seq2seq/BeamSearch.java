package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.List;
import wordmill.config.BadInputException;

/**
 * The most probable targets of several sentences at once, by beam search (Sutskever, Vinyals & Le
 * 2014, arXiv:1409.3215, section 3.2). Each step makes all open hypotheses of a sentence one token
 * longer and ranks these by Σ ln p. The best {@code beam} that do not end stay open; one that ends
 * is finished if no more than {@code beam − 1} are ranked above it (as fairseq does, Ott et al.
 * 2019, arXiv:1904.01038), and takes no place from those that stay. Equal ones rank by token id,
 * then by the rank of what they continue. So with a beam of 1 the search is greedy: always the most
 * probable token.
 *
 * <p>A sentence is over when {@code beam} of its hypotheses are finished, or {@code nBest} whose
 * scores none of the open ones can exceed any more, or at the greatest length, where the open ones
 * are finished too, without an end. Its rows are then no longer asked for.
 *
 * <p>Cost for each sentence: at most {@code maxLength} calls of the model, {@code beam} rows each;
 * a pass over the V numbers of each row; {@code beam · maxLength} tokens, and those of less than 2
 * · {@code beam} finished hypotheses, in memory.
 */
public final class BeamSearch {
  private BeamSearch() {}

  /**
   * Searches the targets of sentences 0 to n − 1.
   *
   * @param model before its first call
   * @param end id of the end of a sentence, the first token of every target
   * @return for each sentence the best hypotheses, {@code nBest} or fewer if there are no more
   * @throws BadInputException if {@code end} is forbidden
   * @throws IllegalArgumentException if the model answers NaN or infinity, or not V numbers a row
   */
  public static List<List<Hypothesis>> search(
      NextTokens model, int sentences, int end, DecodingOptions options) {
    BadInputException.check(
        !options.forbidden().contains(end), "the end of a sentence, id %d, is forbidden", end);
    List<SentenceBeam> beams = new ArrayList<>();
    for (int sentence = 0; sentence < sentences; sentence++) {
      beams.add(new SentenceBeam(sentence, end, options));
    }
    Candidates room = new Candidates(2 * options.beam());
    List<SentenceBeam> going = beams;
    while (!going.isEmpty()) {
      advance(going, model, end, options, room);
      going = going.stream().filter(beam -> !beam.open().isEmpty()).toList();
    }
    return beams.stream().map(SentenceBeam::best).toList();
  }

  private static void advance(
      List<SentenceBeam> beams,
      NextTokens model,
      int end,
      DecodingOptions options,
      Candidates room) {
    List<OpenHypothesis> rows = beams.stream().flatMap(beam -> beam.open().stream()).toList();
    float[] next =
        model.next(
            rows.stream().mapToInt(OpenHypothesis::origin).toArray(),
            rows.stream().mapToInt(row -> row.lastToken(end)).toArray());
    boolean[] forbidden = forbidden(next.length, rows.size(), end, options);
    int row = 0;
    for (SentenceBeam beam : beams) {
      int theirs = beam.open().size();
      beam.advance(next, row, forbidden, room);
      row += theirs;
    }
  }

  /** For each of the V tokens that the model has answered for. */
  private static boolean[] forbidden(int numbers, int rows, int end, DecodingOptions options) {
    int words = numbers / rows;
    if (words * rows != numbers || end >= words) {
      throw new IllegalArgumentException(
          numbers + " numbers for " + rows + " rows, and an end of id " + end);
    }
    boolean[] forbidden = new boolean[words];
    options.forbidden().stream()
        .filter(id -> id >= 0 && id < words)
        .forEach(id -> forbidden[id] = true);
    return forbidden;
  }
}
