package wordmill.seq2seq;

import wordmill.nn.Cell;
import wordmill.nn.Scoring;
import wordmill.training.DropoutMask;

/** Options of networks that are made in no time. */
record SmallNetworks(
    Cell cell,
    DecoderKind decoder,
    int layers,
    boolean bidirectional,
    boolean reversed,
    int attentionSize,
    boolean inputFeeding) {
  /** One layer of LSTM cells in one direction. */
  static SmallNetworks of(DecoderKind decoder) {
    return new SmallNetworks(Cell.LSTM, decoder, 1, false, false, 3, false);
  }

  SmallNetworks cell(Cell other) {
    return new SmallNetworks(
        other, decoder, layers, bidirectional, reversed, attentionSize, inputFeeding);
  }

  /** Two layers, the second adding its input. */
  SmallNetworks residual() {
    return new SmallNetworks(
        cell, decoder, 2, bidirectional, reversed, attentionSize, inputFeeding);
  }

  SmallNetworks bidirectional(boolean bothWays) {
    return new SmallNetworks(
        cell, decoder, layers, bothWays, reversed, attentionSize, inputFeeding);
  }

  SmallNetworks reversed(boolean backwards) {
    return new SmallNetworks(
        cell, decoder, layers, bidirectional, backwards, attentionSize, inputFeeding);
  }

  /** The attentional state, as long as the hidden one, is fed into the next step. */
  SmallNetworks fed() {
    return new SmallNetworks(cell, decoder, layers, bidirectional, reversed, 4, true);
  }

  /** The softmax reads context and state as they are. */
  SmallNetworks withoutAttentionalState() {
    return new SmallNetworks(cell, decoder, layers, bidirectional, reversed, 0, inputFeeding);
  }

  NetworkOptions options(Scoring scoring) {
    return new NetworkOptions(
        cell,
        layers,
        3,
        4,
        bidirectional,
        layers > 1,
        reversed,
        decoder,
        scoring,
        attentionSize,
        3,
        inputFeeding,
        0,
        DropoutMask.STEP,
        1,
        0.8);
  }

  NetworkOptions options() {
    return options(Scoring.GENERAL);
  }
}
