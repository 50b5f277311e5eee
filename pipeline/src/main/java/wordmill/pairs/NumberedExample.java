package wordmill.pairs;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import wordmill.averaging.RecordLayout;

/**
 * A pair to measure on and its number among all of them, as it is shuffled.
 *
 * @param number from 0
 */
public record NumberedExample(long number, ExamplePair example) {
  /** A long, the number; the pair; each text as an int, its bytes, and those in UTF-8. */
  public static final RecordLayout<NumberedExample> LAYOUT = new Layout();

  private static final class Layout implements RecordLayout<NumberedExample> {
    private static final long serialVersionUID = 1L;

    private final PairLayout pair = new PairLayout();

    @Override
    public void write(NumberedExample each, DataOutputStream out) throws IOException {
      out.writeLong(each.number);
      pair.write(each.example.pair(), out);
      write(each.example.sourceText(), out);
      write(each.example.targetText(), out);
    }

    @Override
    public NumberedExample read(DataInputStream in) throws IOException {
      return new NumberedExample(in.readLong(), new ExamplePair(pair.read(in), text(in), text(in)));
    }

    private static void write(String text, DataOutputStream out) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
      return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
  }
}
