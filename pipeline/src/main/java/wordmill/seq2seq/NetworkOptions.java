package wordmill.seq2seq;

import java.io.Serializable;
import java.util.Locale;
import wordmill.config.BadInputException;
import wordmill.config.Ranges;
import wordmill.config.Settings;
import wordmill.nn.Cell;
import wordmill.nn.Scoring;
import wordmill.training.DropoutMask;

/**
 * The network: its shape and what it starts with.
 *
 * @param layers recurrent ones in the encoder, and as many in the decoder, 1 to 16
 * @param embeddingSize D of source and target words, 1 to 10,000
 * @param hiddenSize H of each layer, 1 to 10,000; both directions' together, then even
 * @param bidirectional whether the encoder reads the source from both ends
 * @param residual whether each layer but the first adds its input to its output (Wu et al. 2016,
 *     arXiv:1609.08144, section 3.1)
 * @param reversed whether the source is read from its end (Sutskever et al. 2014, section 3.3)
 * @param attention how well a decoder state fits an encoder output
 * @param attentionSize units of the attentional state tanh(W [context; state]); 0: the softmax
 *     reads context and state as they are
 * @param meetingSize A of additive attention, 1 to 10,000
 * @param inputFeeding whether the attentional state is an input of the next step (Luong et al.
 *     2015, section 3.3)
 * @param dropout share of units dropped between layers, 0 to below 1
 * @param embeddingRange embeddings start uniform between plus and minus this, above 0
 * @param initRange other weights start uniform between plus and minus this, above 0
 */
public record NetworkOptions(
    Cell cell,
    int layers,
    int embeddingSize,
    int hiddenSize,
    boolean bidirectional,
    boolean residual,
    boolean reversed,
    DecoderKind decoder,
    Scoring attention,
    int attentionSize,
    int meetingSize,
    boolean inputFeeding,
    double dropout,
    DropoutMask dropoutMask,
    double embeddingRange,
    double initRange)
    implements Serializable {
  private static final int SMALL = 256;

  public NetworkOptions {
    Ranges.check("seq2seq.layers", layers, 1, 16);
    Ranges.check("seq2seq.embedding-size", embeddingSize, 1, 10_000);
    Ranges.check("seq2seq.hidden-size", hiddenSize, 1, 10_000);
    BadInputException.check(
        !bidirectional || hiddenSize % 2 == 0,
        "seq2seq.hidden-size must be even where seq2seq.bidirectional is true, but is %d",
        hiddenSize);
    Ranges.check("seq2seq.attention-size", attentionSize, 0, 10_000);
    Ranges.check("seq2seq.meeting-size", meetingSize, 1, 10_000);
    BadInputException.check(
        !inputFeeding || decoder == DecoderKind.ATTENTION,
        "seq2seq.input-feeding needs seq2seq.decoder = attention, but that is %s",
        decoder.name().toLowerCase(Locale.ROOT));
    BadInputException.check(
        !inputFeeding || attentionSize > 0,
        "seq2seq.input-feeding feeds the attentional state: seq2seq.attention-size must be 1 or"
            + " more, but is 0");
    BadInputException.check(
        !(residual && inputFeeding && layers > 1) || attentionSize == hiddenSize,
        "seq2seq.residual with seq2seq.input-feeding adds attentional states to outputs:"
            + " seq2seq.attention-size must be seq2seq.hidden-size = %d, but is %d",
        hiddenSize,
        attentionSize);
    Ranges.checkBelowOne("seq2seq.dropout", dropout);
    Ranges.checkAboveZero("seq2seq.embedding-range", embeddingRange);
    Ranges.checkAboveZero("seq2seq.init-range", initRange);
  }

  /** The same kind of network, small. */
  NetworkOptions small() {
    int units = Math.min(hiddenSize, SMALL);
    return new NetworkOptions(
        cell,
        Math.min(layers, 2),
        Math.min(embeddingSize, SMALL),
        units,
        bidirectional,
        residual,
        reversed,
        decoder,
        attention,
        attentionSize == 0 ? 0 : units,
        Math.min(meetingSize, SMALL),
        inputFeeding,
        dropout,
        dropoutMask,
        embeddingRange,
        initRange);
  }

  static NetworkOptions from(Settings settings) {
    return new NetworkOptions(
        settings.choice("seq2seq.cell", Cell.class),
        settings.integer("seq2seq.layers"),
        settings.integer("seq2seq.embedding-size"),
        settings.integer("seq2seq.hidden-size"),
        settings.flag("seq2seq.bidirectional"),
        settings.flag("seq2seq.residual"),
        settings.flag("seq2seq.reversed"),
        settings.choice("seq2seq.decoder", DecoderKind.class),
        settings.choice("seq2seq.attention", Scoring.class),
        settings.integer("seq2seq.attention-size"),
        settings.integer("seq2seq.meeting-size"),
        settings.flag("seq2seq.input-feeding"),
        settings.number("seq2seq.dropout"),
        settings.choice("seq2seq.dropout-mask", DropoutMask.class),
        settings.number("seq2seq.embedding-range"),
        settings.number("seq2seq.init-range"));
  }
}
