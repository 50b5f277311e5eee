package wordmill.lm;

import java.util.ArrayList;
import java.util.List;

/** The slow and obvious way from sentences to windows: all tokens in one list. */
final class PlainStreams {
  private PlainStreams() {}

  /** Each sentence with its end, of id {@code words}. */
  static List<Integer> sequence(List<int[]> sentences, int words) {
    List<Integer> tokens = new ArrayList<>();
    for (int[] sentence : sentences) {
      for (int id : sentence) {
        tokens.add(id);
      }
      tokens.add(words);
    }
    return tokens;
  }

  /** For each partition its windows, each {@code [inputs, targets]}. */
  static List<List<List<List<Integer>>>> windows(List<Integer> tokens, StreamLayout layout) {
    int R = layout.replicas();
    int B = layout.batch();
    int T = layout.window();
    int L = (tokens.size() - 1) / (R * B);
    int steps = (L + T - 1) / T;
    int rounds = (steps + layout.roundSteps() - 1) / layout.roundSteps();
    List<List<List<List<Integer>>>> partitions = new ArrayList<>();
    for (int partition = 0; partition < rounds * R; partition++) {
      partitions.add(new ArrayList<>());
    }
    for (int step = 0; step < steps; step++) {
      for (int replica = 0; replica < R; replica++) {
        List<Integer> inputs = new ArrayList<>();
        List<Integer> targets = new ArrayList<>();
        for (int t = step * T; t < Math.min(L, (step + 1) * T); t++) {
          for (int stream = replica * B; stream < (replica + 1) * B; stream++) {
            inputs.add(tokens.get(stream * L + t));
            targets.add(tokens.get(stream * L + t + 1));
          }
        }
        partitions.get(step / layout.roundSteps() * R + replica).add(List.of(inputs, targets));
      }
    }
    return partitions;
  }

  static List<List<Integer>> lists(TokenWindow window) {
    return List.of(list(window.inputs()), list(window.targets()));
  }

  private static List<Integer> list(int[] ids) {
    return java.util.Arrays.stream(ids).boxed().toList();
  }
}
