package wordmill.seq2seq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import wordmill.random.Seeds;

/**
 * Answers from a rule for what has been read so far: the sentence, then the tokens behind the
 * start. It follows origins as a real model's states do, and spoils each answer at the next call.
 */
final class ToyModel implements NextTokens {
  private final int end;
  private final Function<List<Integer>, float[]> rule;
  private final List<Integer> rowsOfCalls = new ArrayList<>();
  private List<List<Integer>> read;
  private float[] answer = {};

  ToyModel(int end, List<Integer> sentences, Function<List<Integer>, float[]> rule) {
    this.end = end;
    this.rule = rule;
    this.read = sentences.stream().map(List::of).toList();
  }

  /** A rule of chance: logits from a hash of all that was read, normal with that deviation. */
  static Function<List<Integer>, float[]> random(int words, double deviation) {
    return read -> {
      var random = new Seeds(read.hashCode()).forStage("toy" + read);
      double[] logits = new double[words];
      Arrays.setAll(logits, id -> deviation * random.nextGaussian());
      double sum = Arrays.stream(logits).map(Math::exp).sum();
      return floats(Arrays.stream(logits).map(logit -> logit - Math.log(sum)).toArray());
    };
  }

  /** The same probabilities whatever was read. */
  static Function<List<Integer>, float[]> always(double... probabilities) {
    float[] answer = floats(Arrays.stream(probabilities).map(Math::log).toArray());
    return read -> answer;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  @Override
  public float[] next(int[] origins, int[] tokens) {
    Arrays.fill(answer, Float.NaN);
    List<List<Integer>> now = new ArrayList<>();
    for (int row = 0; row < origins.length; row++) {
      now.add(extended(read.get(origins[row]), tokens[row]));
    }
    read = now;
    rowsOfCalls.add(now.size());
    answer = new float[0];
    for (List<Integer> each : now) {
      float[] row = rule.apply(each);
      answer = Arrays.copyOf(answer, answer.length + row.length);
      System.arraycopy(row, 0, answer, answer.length - row.length, row.length);
    }
    return answer;
  }

  private List<Integer> extended(List<Integer> before, int token) {
    if (rowsOfCalls.isEmpty()) {
      if (token != end) {
        throw new IllegalArgumentException("started with " + token);
      }
      return before;
    }
    return Stream.concat(before.stream(), Stream.of(token)).toList();
  }

  /** How many rows each call had. */
  List<Integer> rowsOfCalls() {
    return rowsOfCalls;
  }
}
