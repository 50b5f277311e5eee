package wordmill.word2vec;

import java.util.Iterator;
import java.util.Optional;

/** The pairs of one bucket of the grid; each record is a stretch. */
final class BucketPairs implements PairSource {
  private final Iterator<byte[]> records;
  private final Items items;
  private final String place;

  BucketPairs(Iterator<byte[]> records, Items items, String place) {
    this.records = records;
    this.items = items;
    this.place = place;
  }

  @Override
  public Optional<Stretch> next() {
    return records.hasNext() ? Optional.of(new Unread(records.next(), items)) : Optional.empty();
  }

  @Override
  public String place(long position) {
    return place;
  }

  private static final class Unread implements Stretch {
    private final byte[] bytes;
    private final Items items;

    private Unread(byte[] bytes, Items items) {
      this.bytes = bytes;
      this.items = items;
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public int tokens() {
      return 0;
    }

    @Override
    public long likelyPairs() {
      return items.length(bytes) / 2;
    }

    @Override
    public void unpack(PairSorter to) {
      int[] numbers = new int[items.length(bytes)];
      items.decode(bytes, numbers, 0);
      for (int i = 0; i < numbers.length; i += 2) {
        to.add(to.outputCode(numbers[i]), to.inputCode(numbers[i + 1]));
      }
    }
  }
}
