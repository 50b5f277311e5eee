package wordmill.vocab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenCountsTest {
  @Test
  void spilledInAnyOrderItCountsAsAHashMapDoes() {
    Random random = new Random(1);
    Map<String, Long> expected = new HashMap<>();
    TokenCounts table = new TokenCounts();
    int parts = 3;
    List<List<byte[]>> spilled = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 50_000; i++) {
      byte[] token = new byte[random.nextInt(random.nextInt(20) + 1)];
      random.nextBytes(token);
      long times = random.nextInt(4) == 0 ? random.nextLong() >>> random.nextInt(1, 30) >>> 20 : 1;
      byte[] line = ("<" + new String(token, ISO_8859_1) + ">").getBytes(ISO_8859_1);
      table.add(line, 1, line.length - 1, times);
      expected.merge(new String(token, ISO_8859_1), times, Long::sum);
      if (table.size() == 7 || i == 49_999) {
        byte[][] blocks = table.blocks(parts);
        for (int p = 0; p < parts; p++) {
          spilled.get(p).add(blocks[p]);
        }
        table.clear();
      }
    }
    Map<String, Long> found = new HashMap<>();
    for (List<byte[]> part : spilled) {
      Collections.shuffle(part, random);
      TokenCounts sums = new TokenCounts();
      part.forEach(sums::addBlock);
      for (int id = 0; id < sums.size(); id++) {
        WordTable words = sums.words();
        int length = words.end(id) - words.start(id);
        String token = new String(words.bytes(), words.start(id), length, ISO_8859_1);
        assertThat(found.put(token, sums.count(id))).as("in two parts").isNull();
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void partsAreOfAboutEvenSize() {
    TokenCounts table = new TokenCounts();
    for (int i = 0; i < 40_000; i++) {
      byte[] token = Integer.toString(i).getBytes(ISO_8859_1);
      table.add(token, 0, token.length, 1);
    }
    for (byte[] block : table.blocks(4)) {
      assertThat((double) block.length).isBetween(60_000.0, 80_000.0);
    }
  }

  @Test
  void rankFallsByCountThenRisesByUnsignedBytes() {
    TokenCounts table = new TokenCounts();
    String[] tokens = {"é", "z", "a", "zz", "𝄞", "\uFF61"};
    long[] times = {2, 2, 1, 2, 2, 2};
    for (int i = 0; i < tokens.length; i++) {
      byte[] token = tokens[i].getBytes(java.nio.charset.StandardCharsets.UTF_8);
      table.add(token, 0, token.length, times[i]);
    }
    int[] ranked = table.ranked(IntStream.range(0, tokens.length));
    assertThat(IntStream.of(ranked).mapToObj(i -> tokens[i]))
        .containsExactly("z", "zz", "é", "\uFF61", "𝄞", "a");
  }

  @Test
  void aTableFindsAllItsWordsAfterItWasSentAndNoOther() throws Exception {
    WordTable table = new WordTable();
    for (int i = 0; i < 5_000; i++) {
      byte[] word = ("word number " + 2 * i).getBytes(ISO_8859_1);
      assertThat(table.add(word, 0, word.length)).isEqualTo(i);
      assertThat(table.add(word, 0, word.length)).isEqualTo(i);
    }
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(sent)) {
      out.writeObject(table);
    }
    WordTable received;
    try (var in = new ObjectInputStream(new ByteArrayInputStream(sent.toByteArray()))) {
      received = (WordTable) in.readObject();
    }
    for (int i = 0; i < 10_000; i++) {
      byte[] word = ("word number " + i).getBytes(ISO_8859_1);
      assertThat(received.find(word, 0, word.length)).isEqualTo(i % 2 == 0 ? i / 2 : -1);
    }
    byte[] more = {1};
    assertThat(received.add(more, 0, 1)).isEqualTo(5_000);
  }
}
