package io.github.rolecall.aws.sts;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.http.Http;
import io.github.rolecall.http.HttpLine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Sends the requests of the SDK to STS. One thread at a time uses it. */
final class DirectClient implements SdkHttpClient {
  /** Headers that the connection writes itself, or that would change how it handles the answer. */
  private static final Set<String> NOT_SENT =
      Set.of("host", "content-length", "connection", "expect");

  private final HttpLine line;
  private Http.@Nullable Answer last;

  DirectClient(HttpLine line) {
    this.line = line;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        Http.Answer said = ask(request);
        last = said;
        return answer(said);
      }

      @Override
      public void abort() {
        close();
      }
    };
  }

  /** Discards the last answer, so that it is not taken for the answer to the next request. */
  void forget() {
    last = null;
  }

  /** Returns the last answer, even if the SDK cannot parse it. It contains secrets. */
  Optional<Http.Answer> last() {
    return Optional.ofNullable(last);
  }

  private Http.Answer ask(HttpExecuteRequest request) throws IOException {
    var headers = new ArrayList<Map.Entry<String, String>>();
    SdkHttpRequest asked = request.httpRequest();
    asked.forEachHeader(
        (name, values) -> {
          if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> headers.add(Map.entry(name, value)));
          }
        });
    try (InputStream body =
        request
            .contentStreamProvider()
            .map(ContentStreamProvider::newStream)
            .orElseGet(InputStream::nullInputStream)) {
      return line.ask(asked.method().name(), asked.getUri(), headers, body.readAllBytes());
    }
  }

  /**
   * The SDK's parser is recursive. It does not get answers that are deeply nested or no valid XML.
   */
  private static HttpExecuteResponse answer(Http.Answer answer) {
    String body = QueryAnswer.parse(answer.body()).isPresent() ? answer.body() : "";
    var response = SdkHttpFullResponse.builder().statusCode(answer.status());
    answer.headers().forEach(header -> response.appendHeader(header.getKey(), header.getValue()));
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body.getBytes(UTF_8))))
        .build();
  }

  @Override
  public void close() {
    line.close();
  }
}
