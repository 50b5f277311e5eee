package wordmill.word2vec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import wordmill.corpus.CorpusFile;
import wordmill.random.Generator;
import wordmill.random.Seeds;
import wordmill.word2vec.Schedule.Slice;

/**
 * The rotating grid without a cluster: sub-rounds and replicas one after another in one thread,
 * blocks and buckets in plain maps.
 */
final class PlainGrid {
  private final TrainingInput input;
  private final Word2VecOptions options;
  private final Seeds seeds;
  private final List<CorpusFile> files;
  private final Schedule schedule;
  private final WordFrequencies frequencies;
  private final Blocks blocks;
  private final Items items;
  private final Map<Integer, WordBlock> inputs = new TreeMap<>();
  private final Map<Integer, WordBlock> outputs = new TreeMap<>();
  private TrainingSums last = TrainingSums.NONE;

  PlainGrid(TrainingInput input, Word2VecOptions options, Seeds seeds) throws IOException {
    this.input = input;
    this.options = options;
    this.seeds = seeds;
    files = CorpusFile.of(input.corpus());
    schedule = Schedule.of(files, options);
    frequencies = WordFrequencies.of(input.vocabulary(), options);
    blocks = frequencies.blocks();
    items = new Items(options.architecture(), blocks.mostRows());
  }

  void train() throws IOException {
    for (int a = 0; a < blocks.replicas(); a++) {
      inputs.put(a, randomBlock(a));
      outputs.put(a, WordBlock.zeros(a, blocks, options.vectorSize()));
    }
    for (int rotation = 0; rotation < options.rotations(); rotation++) {
      Map<Integer, List<byte[]>> buckets = cut(rotation);
      for (int shift = 0; shift < blocks.replicas(); shift++) {
        last = TrainingSums.NONE;
        for (int a = 0; a < blocks.replicas(); a++) {
          last = last.merge(train(rotation, shift, a, buckets));
        }
      }
    }
  }

  private WordBlock randomBlock(int number) {
    WordBlock block = WordBlock.zeros(number, blocks, options.vectorSize());
    for (int row = 0; row < block.rows(); row++) {
      Generator random = seeds.forReplica("word2vec start", 0, 0, blocks.word(number, row));
      for (int d = 0; d < options.vectorSize(); d++) {
        float value = (random.nextFloat() - 0.5f) / options.vectorSize();
        block.values()[row * block.width() + d] = value;
      }
    }
    return block;
  }

  private Map<Integer, List<byte[]>> cut(int rotation) throws IOException {
    Map<Integer, List<byte[]>> buckets = new TreeMap<>();
    List<Slice> slices = schedule.slices(rotation, files);
    for (int slice = 0; slice < slices.size(); slice++) {
      Generator random = seeds.forReplica("word2vec items", 0, rotation, slice);
      try (Sentences sentences =
          new Sentences(input.corpus().folder(), List.of(slices.get(slice)))) {
        ItemCutter cutter = new ItemCutter(sentences, frequencies, items, options, random);
        while (cutter.hasNext()) {
          ItemCutter.Cut cut = cutter.next();
          buckets.computeIfAbsent(cut.bucket(), none -> new ArrayList<>()).add(cut.items());
        }
      }
    }
    return buckets;
  }

  private TrainingSums train(int rotation, int shift, int a, Map<Integer, List<byte[]>> buckets)
      throws IOException {
    int b = (a + shift) % blocks.replicas();
    List<byte[]> bucket = buckets.getOrDefault(a * blocks.replicas() + b, List.of());
    int round = rotation * blocks.replicas() + shift;
    float rate = schedule.rateAt((words(round) + words(round + 1)) / 2);
    BlockPair pair = new BlockPair(inputs.get(a), outputs.get(b), TrainingSums.NONE);
    try (Team team = new Team(1)) {
      return new SubRound(options, frequencies, seeds, rotation, shift)
          .train(pair, bucket.iterator(), rate, team);
    }
  }

  /** Tokens read before a sub-round, a rotation's being shared out evenly among its own. */
  private long words(int round) {
    long from = schedule.start(round / blocks.replicas());
    int shift = round % blocks.replicas();
    return shift == 0
        ? from
        : from + (schedule.start(round / blocks.replicas() + 1) - from) * shift / blocks.replicas();
  }

  float[] inputVector(int word) {
    return inputs.get(blocks.block(word)).row(blocks.row(word));
  }

  float[] outputVector(int word) {
    return outputs.get(blocks.block(word)).row(blocks.row(word));
  }

  /** Of the last sub-round. */
  double meanLoss() {
    return last.meanLoss();
  }
}
