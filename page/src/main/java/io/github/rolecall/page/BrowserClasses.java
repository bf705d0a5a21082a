package io.github.rolecall.page;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells TeaVM which classes of Java the page brings by itself. */
public final class BrowserClasses extends SimpleSubstitutionPolicy {

  @Override
  public void contribute(SubstitutionSink sink) {
    replace(sink, "java.util.regex", "regex", "Pattern", "Matcher");
    replace(sink, "java.time", "time", "Instant");
    replace(sink, "java.util", "text", "Locale");
    replace(sink, "java.net", "text", "URLDecoder");
    replace(sink, "java.math", "number", "BigDecimal", "BigInteger");
  }

  private static void replace(
      SubstitutionSink sink, String from, String part, String... simpleNames) {
    for (String name : simpleNames) {
      sink.selectClasses(named(from + "." + name))
          .replacePackage(from, BrowserClasses.class.getPackageName() + "." + part)
          .simpleNamePrefix("Browser");
    }
  }
}
