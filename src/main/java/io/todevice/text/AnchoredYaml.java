package io.todevice.text;

import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;

/** A parser that also knows anchors and quotes, which Jackson's leaves out. */
final class AnchoredYaml extends YAMLParser {

  private static final Factory FACTORY = new Factory();

  private AnchoredYaml(
      IOContext context,
      int parserFeatures,
      int yamlFeatures,
      LoaderOptions options,
      @Nullable ObjectCodec codec,
      Reader reader) {
    super(context, parserFeatures, yamlFeatures, options, codec, reader);
  }

  /** A parser of one text. */
  static AnchoredYaml parser(Reader reader) throws IOException {
    return (AnchoredYaml) FACTORY.createParser(reader);
  }

  /** The anchor of the value that begins with this token. */
  Optional<String> findAnchor() {
    return _lastEvent instanceof NodeEvent node
        ? Optional.ofNullable(node.getAnchor())
        : Optional.empty();
  }

  /** Whether a text or a key is written without quotes. */
  boolean isPlainText() {
    return _lastEvent instanceof ScalarEvent scalar && scalar.isPlain();
  }

  private static final class Factory extends YAMLFactory {

    private static final long serialVersionUID = 1L;

    Factory() {
      super(YAMLFactory.builder().loaderOptions(upToMaxLength()));
      enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL);
    }

    private static LoaderOptions upToMaxLength() {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(StrictYaml.MAX_BYTES);
      return options;
    }

    @Override
    protected YAMLParser _createParser(Reader reader, IOContext context) {
      return new AnchoredYaml(
          context, _parserFeatures, _yamlParserFeatures, _loaderOptions, _objectCodec, reader);
    }
  }
}
