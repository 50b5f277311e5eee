package wordmill.word2vec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wordmill.corpus.CorpusFile;
import wordmill.random.Generator;
import wordmill.store.Artifact;

/** The items of a corpus are its windows, none lost, none made up, each in its bucket. */
final class ItemCutterTest {
  private static final int WORDS = 40;
  private static final int SEED = 5;

  private static final List<int[]> SENTENCES = Corpora.random(300, WORDS, 3);

  @TempDir private Path folder;
  private List<int[]> written = List.of();
  private Artifact corpus;

  /** A word and those of its window that lie in one block. */
  private record Item(int centre, List<Integer> context) {}

  /** With a window of 1 every reach is 1, so chance has no part in it. */
  @Test
  void neighboursAreTheItemsOfAWindowOfOne() throws IOException {
    List<int[]> sentences = List.of(new int[] {0, 5, 3}, new int[] {2}, new int[] {4, 4});
    // Blocks of 0 3 4 and 1 2 5: the snake goes 0 1 1 0 0 1.
    Map<Integer, List<Item>> pairs = cut(sentences, 6, "replicas=2", "window=1");
    assertThat(pairs)
        .containsOnly(
            Map.entry(0, List.of(item(4, 4), item(4, 4))),
            Map.entry(1, List.of(item(5, 0), item(5, 3))), // context 0, 3 of block 0, centre of 1
            Map.entry(2, List.of(item(0, 5), item(3, 5))));
    Map<Integer, List<Item>> means =
        cut(sentences, 6, "architecture=cbow", "replicas=2", "window=1");
    assertThat(means)
        .containsOnly(
            Map.entry(0, List.of(item(4, 4), item(4, 4))),
            Map.entry(1, List.of(item(5, 0, 3))),
            Map.entry(2, List.of(item(0, 5), item(3, 5))));
  }

  @Test
  void itemsAreThePairsOfTheWindows() throws IOException {
    for (int replicas : new int[] {1, 2, 3, 8, 50}) {
      for (int window : new int[] {1, 2, 5, 40}) {
        assertItems("skip-gram", replicas, window, 0);
        assertItems("skip-gram", replicas, window, 1e-2);
      }
    }
  }

  @Test
  void itemsOfCbowAreThePartsOfTheWindowsByBlock() throws IOException {
    for (int replicas : new int[] {1, 2, 3, 8, 50}) {
      for (int window : new int[] {1, 2, 5, 40}) {
        assertItems("cbow", replicas, window, 0);
        assertItems("cbow", replicas, window, 1e-2);
      }
    }
  }

  /** The only replica makes its pairs by itself. */
  @Test
  void pairsOfSentencesAreTheItemsOfOneReplica() throws IOException {
    Word2VecOptions options = Options.of("replicas=1", "window=5", "subsample=1e-2");
    WordFrequencies frequencies = frequencies(SENTENCES, WORDS, options);
    SentencePairs source =
        new SentencePairs(
            open(SENTENCES),
            options.window(),
            frequencies.subsampling(),
            stretch -> new Generator(SEED + stretch));
    Parts parts = new Parts(WORDS, 1, new Generator(1));
    PairSorter sorter = new PairSorter(parts, parts);
    source.next().orElseThrow().unpack(sorter); // they are one stretch
    assertThat(source.next()).isEmpty();
    PairSorter.Piece piece = sorter.take();
    List<Item> found = new ArrayList<>();
    for (int at = piece.from(0); at < piece.to(0); at++) {
      int pair = piece.pair(at);
      found.add(item(parts.row(pair >>> 16), parts.row(pair & 0xFFFF)));
    }
    assertThat(Map.of(0, found)).isEqualTo(slowly(SENTENCES, options));
  }

  /** Rounds are cut by them. */
  @Test
  void likelyPairsAreThoseThatSubsamplingLeaves() throws IOException {
    Word2VecOptions options = Options.of("replicas=1", "window=5", "subsample=1e-2");
    int[] sentence = Corpora.random(300, WORDS, 7).stream().flatMapToInt(Arrays::stream).toArray();
    List<int[]> sentences = List.of(sentence); // one, so that few windows hang over an end
    SentencePairs source =
        new SentencePairs(
            open(sentences),
            options.window(),
            frequencies(sentences, WORDS, options).subsampling(),
            stretch -> new Generator(SEED + stretch));
    PairSource.Stretch stretch = source.next().orElseThrow();
    Parts parts = new Parts(WORDS, 1, new Generator(1));
    PairSorter sorter = new PairSorter(parts, parts);
    stretch.unpack(sorter);
    int pairs = sorter.take().to(0);
    assertThat(pairs).isLessThan(5 * sentence.length); // of 6 without subsampling
    assertThat((double) stretch.likelyPairs()).isCloseTo(pairs, withinPercentage(5));
  }

  private void assertItems(String architecture, int replicas, int window, double subsample)
      throws IOException {
    String[] settings = {
      "architecture=" + architecture,
      "replicas=" + replicas,
      "window=" + window,
      "subsample=" + subsample
    };
    assertThat(cut(SENTENCES, WORDS, settings))
        .as("%s", (Object) settings)
        .isEqualTo(slowly(SENTENCES, Options.of(settings)));
  }

  @Test
  void allBucketsAreGivenOutWheneverMemoryIsFull() throws IOException {
    List<int[]> sentences = new ArrayList<>();
    for (int i = 0; i < 700; i++) {
      int[] sentence = new int[1_000];
      for (int j = 0; j < sentence.length; j++) {
        sentence[j] = (7 * i + j * j) % WORDS;
      }
      sentences.add(sentence);
    }
    Word2VecOptions options = Options.of("replicas=2");
    WordFrequencies frequencies = frequencies(sentences, WORDS, options);
    Items items = new Items(options.architecture(), frequencies.blocks().mostRows());
    long numbers = 0;
    List<String> order = new ArrayList<>();
    try (Sentences read = open(sentences)) {
      ItemCutter cutter = new ItemCutter(read, frequencies, items, options, new Generator(SEED));
      while (cutter.hasNext()) {
        ItemCutter.Cut cut = cutter.next();
        order.add(cut.round() + ":" + cut.bucket());
        numbers += items.length(cut.items());
      }
    }
    assertThat(order).startsWith("0:0", "0:1", "0:2", "0:3", "1:0").endsWith("1:3").hasSize(8);
    long expected = 0;
    Generator random = new Generator(SEED);
    for (int[] sentence : sentences) {
      for (int i = 0; i < sentence.length; i++) {
        int reach = 1 + random.nextInt(options.window());
        expected += Math.min(i, reach) + Math.min(sentence.length - 1 - i, reach);
      }
    }
    assertThat(numbers).isEqualTo(2 * expected);
  }

  @Test
  void sentencesWithoutNeighboursHaveNoItems() throws IOException {
    assertThat(cut(List.of(new int[] {0}, new int[] {1}), 2, "replicas=2")).isEmpty();
  }

  /** By bucket, in order. */
  private Map<Integer, List<Item>> cut(List<int[]> sentences, int words, String... settings)
      throws IOException {
    Word2VecOptions options = Options.of(settings);
    WordFrequencies frequencies = frequencies(sentences, words, options);
    Blocks blocks = frequencies.blocks();
    Items items = new Items(options.architecture(), blocks.mostRows());
    Map<Integer, List<Item>> found = new TreeMap<>();
    try (Sentences read = open(sentences)) {
      ItemCutter cutter = new ItemCutter(read, frequencies, items, options, new Generator(SEED));
      while (cutter.hasNext()) {
        ItemCutter.Cut cut = cutter.next();
        int[] numbers = new int[items.length(cut.items())];
        items.decode(cut.items(), numbers, 0);
        found
            .computeIfAbsent(cut.bucket(), bucket -> new ArrayList<>())
            .addAll(items(numbers, cut.bucket(), blocks, items.arePairs()));
      }
    }
    return found;
  }

  private static List<Item> items(int[] numbers, int bucket, Blocks blocks, boolean arePairs) {
    int inputBlock = bucket / blocks.replicas();
    int outputBlock = bucket % blocks.replicas();
    List<Item> items = new ArrayList<>();
    int at = 0;
    while (at < numbers.length) {
      int centre = blocks.word(outputBlock, numbers[at++]);
      int size = arePairs ? 1 : numbers[at++];
      List<Integer> context = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        context.add(blocks.word(inputBlock, numbers[at++]));
      }
      items.add(new Item(centre, context));
    }
    return items;
  }

  /** Window by window, as the paper says it. */
  private static Map<Integer, List<Item>> slowly(List<int[]> sentences, Word2VecOptions options) {
    WordFrequencies frequencies = frequencies(sentences, WORDS, options);
    Blocks blocks = frequencies.blocks();
    Generator random = new Generator(SEED);
    Map<Integer, List<Item>> expected = new TreeMap<>();
    for (int[] original : sentences) {
      int[] sentence = original.clone();
      int length = frequencies.subsampling().filter(sentence, random);
      for (int i = 0; i < length; i++) {
        int reach = 1 + random.nextInt(options.window());
        Map<Integer, List<Integer>> byBlock = new LinkedHashMap<>();
        for (int j = i - reach; j <= i + reach; j++) {
          if (j != i && j >= 0 && j < length) {
            int block = blocks.block(sentence[j]);
            byBlock.computeIfAbsent(block, none -> new ArrayList<>()).add(sentence[j]);
          }
        }
        int centre = sentence[i];
        byBlock.forEach(
            (block, context) -> {
              List<Item> bucket =
                  expected.computeIfAbsent(
                      block * blocks.replicas() + blocks.block(centre), none -> new ArrayList<>());
              if (options.architecture() == Architecture.CBOW) {
                bucket.add(new Item(centre, context));
              } else {
                context.forEach(word -> bucket.add(new Item(centre, List.of(word))));
              }
            });
      }
    }
    return expected;
  }

  private static Item item(int centre, Integer... context) {
    return new Item(centre, List.of(context));
  }

  private static WordFrequencies frequencies(
      List<int[]> sentences, int words, Word2VecOptions options) {
    return WordFrequencies.of(Corpora.vocabulary(sentences, words), options);
  }

  private Sentences open(List<int[]> sentences) throws IOException {
    if (!written.equals(sentences)) {
      corpus = Corpora.write(sentences, 1, folder.resolve("corpus" + System.nanoTime()));
      written = sentences;
    }
    Schedule whole = new Schedule(Corpora.tokens(sentences), 1, 1, 0.05);
    return new Sentences(corpus.folder(), whole.slices(0, CorpusFile.of(corpus)));
  }
}
