package wordmill.seq2seq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SheetLabelTest {
  private static int columns(String token) {
    return SheetLabel.of(token).width() / SheetLabel.of("a").width();
  }

  @Test
  void koreanAndJapaneseAreTwiceAsWideAsLatin() {
    assertThat(columns("mill")).isEqualTo(4);
    assertThat(columns("방앗간")).isEqualTo(6);
    assertThat(columns("水車ごや")).isEqualTo(8);
    assertThat(columns("ＡＢ")).isEqualTo(4);
    assertThat(columns("ｱｲ")).isEqualTo(2);
    assertThat(columns("😀")).isEqualTo(2);
  }

  @Test
  void marksAndHangulPartsTakeNoRoomOfTheirOwn() {
    assertThat(columns("e\u0301")).isEqualTo(1);
    assertThat(columns("\u1112\u1161\u11ab")).isEqualTo(2); // 한 in its three parts
    assertThat(columns("a\u200db")).isEqualTo(2);
  }

  @Test
  void lettersOfUnknownWidthGetTheWiderOne() {
    assertThat(columns("नदी")).isEqualTo(6);
    assertThat(columns("мельница")).isEqualTo(8);
  }

  @Test
  void whatCannotBeSeenOrWrittenIsReplaced() {
    assertThat(SheetLabel.of("a b\u3000c\n").text()).isEqualTo("a▁b▁c▁");
    assertThat(SheetLabel.of("\u0000\ud800\uffff😀").text()).isEqualTo("\ufffd\ufffd\ufffd😀");
  }
}
