package io.github.rolecall.testkit;

import io.github.rolecall.testkit.http.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that succeeds, but whose response differs from what the service wrote. It simulates a
 * broken, misconfigured or hostile server in place of STS.
 *
 * @param elements new texts for elements of the XML; an empty {@code Optional} removes the element
 * @param clock the clock skew of the server, which applies to {@code Date} and {@code Expiration}
 * @param dated whether the response has a {@code Date} header
 */
public record AlteredAnswer(Map<String, Optional<String>> elements, Duration clock, boolean dated)
    implements ArmedFault {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final Pattern EXPIRATION = Pattern.compile("(?<=<Expiration>)[^<]*");

  public AlteredAnswer {
    elements = Map.copyOf(elements);
  }

  /** Returns this answer with another text in one element. The text may be blank. */
  public AlteredAnswer saying(String element, String text) {
    return with(element, Optional.of(text));
  }

  /** Returns this answer without one element and its content. */
  public AlteredAnswer without(String element) {
    return with(element, Optional.empty());
  }

  /** Returns this answer from a server with clock skew. */
  public AlteredAnswer clockOff(Duration by) {
    return new AlteredAnswer(elements, by, dated);
  }

  /** Returns this answer without a {@code Date} header. */
  public AlteredAnswer undated() {
    return new AlteredAnswer(elements, clock, false);
  }

  private AlteredAnswer with(String element, Optional<String> text) {
    Map<String, Optional<String>> more = new LinkedHashMap<>(elements);
    more.put(element, text);
    return new AlteredAnswer(more, clock, dated);
  }

  @Override
  public Strike arm(Clock real) {
    return operation -> altered(operation.answer(), real.instant().plus(clock));
  }

  private Response altered(Response answer, Instant now) {
    String body = EXPIRATION.matcher(answer.body()).replaceAll(end -> later(end.group()));
    for (Map.Entry<String, Optional<String>> element : elements.entrySet()) {
      body = altered(body, element.getKey(), element.getValue());
    }
    return new Response(answer.status(), answer.headers(), body)
        .with("Date", dated ? DATE.format(now) : "");
  }

  private String later(String expiration) {
    return Instant.parse(expiration).plus(clock).toString();
  }

  private static String altered(String body, String element, Optional<String> text) {
    Matcher found =
        Pattern.compile("<" + element + ">.*?</" + element + ">", Pattern.DOTALL).matcher(body);
    if (!found.find()) {
      // A test that alters a missing element would silently test something else.
      throw new IllegalStateException("the answer has no element " + element);
    }
    String other = text.map(value -> xml(element, value)).orElse("");
    return body.substring(0, found.start()) + other + body.substring(found.end());
  }

  private static String xml(String element, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return "<" + element + ">" + escaped + "</" + element + ">";
  }
}
