package io.github.rolecall.aws.sso;

import io.github.rolecall.testkit.tls.TestAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A browser whose user is already signed in. It opens the page and follows redirections. */
public final class Browser implements SignInPage {
  private final HttpClient client =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.ALWAYS)
          .sslContext(TestAuthority.ofThisProcess().client())
          .build();
  private final List<String> pages = new CopyOnWriteArrayList<>();

  /** Returns the texts of the pages, in their order. */
  public List<String> pages() {
    return pages;
  }

  @Override
  public void show(String address, Optional<String> userCode, String wholeAddress) {
    var thread = new Thread(() -> open(wholeAddress), "browser");
    thread.setDaemon(true);
    thread.start();
    if (userCode.isPresent()) {
      // Wait for the page here: the only other wait is between polls, and its virtual time stands
      // still.
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Opens an address, and follows redirections. */
  public int open(String address) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      pages.add(answer.body());
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
