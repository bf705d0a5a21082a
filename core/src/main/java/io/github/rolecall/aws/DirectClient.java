package io.github.rolecall.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.rolecall.HttpsConnection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * The SDK's way to STS where nothing is in between: one connection, made while the token is still
 * on its way, and kept as long as STS keeps it. Used by one thread at a time.
 */
final class DirectClient implements SdkHttpClient {
  /** What the connection writes itself, or what would change how it answers. */
  private static final Set<String> NOT_SENT =
      Set.of("host", "content-length", "connection", "expect");

  private final Supplier<SocketFactory> tls;
  private final URI address;
  private final FutureTask<HttpsConnection> first;
  private @Nullable HttpsConnection connection;
  private boolean started;

  /**
   * Starts to connect, and does not wait for it.
   *
   * @param tls gives the {@link SSLSocketFactory}
   */
  DirectClient(Supplier<SocketFactory> tls, URI address) {
    this.tls = tls;
    this.address = address;
    this.first = new FutureTask<>(this::connect);
    var thread = new Thread(first, "rolecall-connect");
    thread.setDaemon(true);
    thread.start();
  }

  private HttpsConnection connect() throws IOException {
    return HttpsConnection.open((SSLSocketFactory) tls.get(), address);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return answer(ask(request));
      }

      @Override
      public void abort() {
        close();
      }
    };
  }

  private HttpsConnection.Answer ask(HttpExecuteRequest request) throws IOException {
    HttpsConnection kept = kept();
    if (kept == null) {
      return ask(request, connect());
    }
    try {
      return ask(request, kept);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // It may have been closed while nobody looked; the JDK's client asks again then, too.
      return ask(request, connect());
    }
  }

  private @Nullable HttpsConnection kept() throws IOException {
    if (started) {
      return connection != null && connection.reusable() ? connection : null;
    }
    started = true;
    try {
      return first.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private HttpsConnection.Answer ask(HttpExecuteRequest request, HttpsConnection through)
      throws IOException {
    connection = through;
    var headers = new ArrayList<Map.Entry<String, String>>();
    request
        .httpRequest()
        .forEachHeader(
            (name, values) -> {
              if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> headers.add(Map.entry(name, value)));
              }
            });
    return through.ask(
        request.httpRequest().method().name(),
        request.httpRequest().getUri(),
        headers,
        body(request));
  }

  private static byte[] body(HttpExecuteRequest request) throws IOException {
    ContentStreamProvider content = request.contentStreamProvider().orElse(null);
    if (content == null) {
      return new byte[0];
    }
    try (InputStream stream = content.newStream()) {
      return stream.readAllBytes();
    }
  }

  private static HttpExecuteResponse answer(HttpsConnection.Answer answer) {
    var response = SdkHttpFullResponse.builder().statusCode(answer.status());
    List<Map.Entry<String, String>> headers = answer.headers();
    headers.forEach(header -> response.appendHeader(header.getKey(), header.getValue()));
    return HttpExecuteResponse.builder()
        .response(response.build())
        .responseBody(
            AbortableInputStream.create(new ByteArrayInputStream(answer.body().getBytes(UTF_8))))
        .build();
  }

  @Override
  public void close() {
    // Also where the connection that was begun has not been asked for.
    for (HttpsConnection open : new HttpsConnection[] {connection, done()}) {
      try {
        if (open != null) {
          open.close();
        }
      } catch (IOException e) {
        // Nobody needs it any more.
      }
    }
  }

  private @Nullable HttpsConnection done() {
    try {
      return first.isDone() ? first.get() : null;
    } catch (ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
