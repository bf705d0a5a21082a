package io.github.rolecall.endpoint;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.rolecall.http.ServerClock;
import io.github.rolecall.session.Assumed;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

/** Tests everything that a process of the machine can do to the endpoint, through plain sockets. */
class LoopbackServerTest {
  /** Much longer than any test takes, unless it hangs. */
  private static final Duration HANGS = Duration.ofMinutes(1);

  /** The number of clients in a test; docs/reliability.md shows these figures. */
  static final int HALVES = 20;

  static final int MANY = 200;
  static final int CROWD = 1000;
  static final int LARGE_HEAD = 20_000;
  static final int HUGE_HEAD = 200_000;

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Assumed ASSUMED = Sessions.unlimited("one");

  private final ServerClock clock = new ServerClock(Clock.systemUTC());
  private final CredentialEndpoint endpoint =
      CredentialEndpoint.start(new FixedSession(ASSUMED, clock, "", text -> {}), clock);
  private final String address = endpoint.address();
  private final String host = address.substring("http://".length(), address.lastIndexOf('/'));
  private final String right =
      "Host: %s\r\nAuthorization: %s\r\n".formatted(host, endpoint.authorization());
  private final List<Socket> clients = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    endpoint.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "G",
        "GET",
        "GET /credentials HTTP/1.1",
        "GET /credentials HTTP/1.1\r\n",
        "GET /credentials HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthori",
        "POST /credentials HTTP/1.1\r\nContent-Length: 100000\r\n\r\nhalf"
      })
  void sdksAreServedWhileOthersSayHalfASentence(String half) throws Exception {
    for (int i = 0; i < HALVES; i++) {
      send(connected(), half);
    }
    assertSdkIsServed();
  }

  @Test
  void sdksAreServedWhileSomebodyDripsBytes() throws Exception {
    Socket dripping = connected();
    var stop = new AtomicBoolean();
    try (var drip = new Background()) {
      Future<Integer> sent =
          drip.call(
              () -> {
                int bytes = 0;
                while (!stop.get()) {
                  send(dripping, "X");
                  bytes++;
                  Thread.sleep(5);
                }
                return bytes;
              });
      assertSdkIsServed();
      stop.set(true);
      assertTrue(sent.get() > 0, "no byte was sent");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, LoopbackServer.MOST_CONNECTIONS, MANY, CROWD})
  void sdksAreServedWhileSomebodyHoldsConnections(int connections) throws Exception {
    for (int i = 0; i < connections; i++) {
      connected();
    }
    assertSdkIsServed();
    long held = clients.stream().filter(client -> !isClosed(client, 1)).count();
    assertTrue(held <= LoopbackServer.MOST_CONNECTIONS, held + " connections are held");
  }

  @Test
  void twoHundredClientsAtOnceGetTheirAnswers() throws Exception {
    try (var all = new Background()) {
      var answers = new ArrayList<Future<String>>();
      for (int i = 0; i < MANY; i++) {
        answers.add(all.call(() -> answer("GET /credentials HTTP/1.1\r\n" + right + "\r\n")));
      }
      for (Future<String> answer : answers) {
        assertStatus(200, answer.get());
      }
    }
  }

  /** The endpoint has a single thread, whatever the number of clients. */
  @Test
  void clientsCostNoThreads() throws Exception {
    for (int i = 0; i < 100; i++) {
      connected();
    }
    assertStatus(200, answer("GET /credentials HTTP/1.1\r\n" + right + "\r\n"));
    List<Thread> ours =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> thread.getName().startsWith("rolecall-endpoint"))
            .toList();
    assertEquals(1, ours.size(), ours.toString());
    assertTrue(ours.get(0).isDaemon(), "the thread must not keep Maven alive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GET  | /credentials              | 200
          HEAD | /credentials              | 405
          POST | /credentials              | 405
          get  | /credentials              | 405
          GET  | /                         | 404
          GET  | /credentials/             | 404
          GET  | /credentials/../secret    | 404
          GET  | /Credentials              | 404
          GET  | /credentials?a=b          | 404
          GET  | http://evil.test/credentials | 404
          G(T  | /credentials              | 400
          """)
  void onlyTheOneRequestIsAnswered(String method, String target, int status) throws Exception {
    String answer = answer("%s %s HTTP/1.1\r\n%s\r\n".formatted(method, target, right));
    assertStatus(status, answer);
  }

  @Test
  void theWholeAddressIsATargetToo() throws Exception {
    assertStatus(200, answer("GET " + address + " HTTP/1.1\r\n" + right + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.test",
        "localhost",
        "127.0.0.1",
        "127.0.0.1:1",
        "",
        "@",
        "[::1]:80",
        "127.1"
      })
  void aPageOfABrowserUnderAnotherNameGetsNothing(String other) throws Exception {
    String headers = right.replace("Host: " + host, "Host: " + other);
    assertStatus(421, answer("GET /credentials HTTP/1.1\r\n" + headers + "\r\n"));
  }

  @Test
  void noHostOrTwoGetNothing() throws Exception {
    String none = right.replaceFirst("Host: .*\r\n", "");
    assertStatus(421, answer("GET /credentials HTTP/1.1\r\n" + none + "\r\n"));
    assertStatus(421, answer("GET /credentials HTTP/1.1\r\nHost: x\r\n" + right + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization:",
        "Authorization: x",
        "Authorization: *",
        "Authorization: ${token}x",
        "Authorization: Bearer ${token}",
        "Authorization: ${token},${token}",
        "Other: ${token}",
        "Authorization: Basic ${token}",
        "Authorization: ${token}\r\nAuthorization: x",
        "Authorization: x\r\nAuthorization: ${token}"
      })
  void onlyTheAuthorizationOpens(String header) throws Exception {
    String token = endpoint.authorization();
    String shown = header.isEmpty() ? "" : header.replace("${token}", token) + "\r\n";
    assertStatus(
        401, answer("GET /credentials HTTP/1.1\r\nHost: " + host + "\r\n" + shown + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /credentials\r\n",
        "GET  /credentials HTTP/1.1\r\n",
        "GET /credentials HTTP/2\r\n",
        "GET /credentials HTTP/1.1\nHost: x\r\n",
        "GET /credentials HTTP/1.1\r\n folded\r\n",
        "GET /credentials HTTP/1.1\r\nNo colon\r\n",
        "GET /credentials HTTP/1.1\r\nHost : x\r\n",
        "GET /credentials HTTP/1.1\r\nA: \0\r\n",
        "\r\n",
        "\u0016\u0003\u0001\r\n"
      })
  void whatIsNoRequestIsRefused(String head) throws Exception {
    assertStatus(400, answer(head + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {LoopbackConnection.LARGEST_HEAD, LARGE_HEAD, HUGE_HEAD})
  void aHugeHeadIsRefused(int size) throws Exception {
    assertStatus(431, answer("GET /credentials HTTP/1.1\r\n" + right + "X: " + "x".repeat(size)));
  }

  @Test
  void withoutAnEndAHeadIsRefusedAsWell() throws Exception {
    Socket endless = connected();
    assertTimeoutPreemptively(
        HANGS,
        () ->
            assertThrows(
                SocketException.class,
                () -> {
                  while (true) {
                    send(endless, "x".repeat(10_000));
                  }
                }));
  }

  @Test
  void ofPipelinedRequestsTheFirstIsAnsweredAndTheConnectionEnds() throws Exception {
    String request = "GET /credentials HTTP/1.1\r\n" + right + "\r\n";
    String answer = answer(request + request + "POST /credentials HTTP/1.1\r\n\r\n");
    assertStatus(200, answer);
    assertEquals(answer.indexOf("HTTP/1.1"), answer.lastIndexOf("HTTP/1.1"), answer);
    assertTrue(answer.contains("\r\nConnection: close\r\n"), answer);
  }

  @Test
  void aRequestMayComeInPieces() throws Exception {
    Socket slow = connected();
    for (char one : ("GET /credentials HTTP/1.1\r\n" + right + "\r\n").toCharArray()) {
      send(slow, String.valueOf(one));
    }
    assertStatus(200, rest(slow));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET /cred", "GET / HTTP/1.1\r\n\r\n"})
  void aConnectionEndsInTime(String sent) throws Exception {
    try (var server = LoopbackServer.start(request -> refused(401), SHORT)) {
      Socket client = connected(server.authority());
      send(client, sent);
      rest(client);
    }
  }

  @Test
  void drippingBytesDoNotProlongAConnection() throws Exception {
    try (var server = LoopbackServer.start(request -> refused(401), SHORT)) {
      Socket client = connected(server.authority());
      assertTimeoutPreemptively(
          HANGS,
          () ->
              assertThrows(
                  SocketException.class,
                  () -> {
                    while (true) {
                      send(client, "x");
                      Thread.sleep(20);
                    }
                  }));
    }
  }

  @Test
  void aClientThatDoesNotReadItsAnswerIsNotWaitedFor() throws Exception {
    String large = "x".repeat(20_000_000);
    try (var server =
        LoopbackServer.start(request -> completedFuture(new EndpointAnswer(200, large)), SHORT)) {
      Socket deaf = connected(server.authority());
      send(deaf, "GET / HTTP/1.1\r\n\r\n");
      Socket other = connected(server.authority());
      send(other, "nonsense\r\n\r\n");
      assertStatus(400, rest(other));
    }
  }

  @Test
  void aFailureOfOneAnswerIsNoneOfTheOthers() throws Exception {
    try (var server =
        LoopbackServer.start(
            request -> {
              if (request.target().equals("/fails")) {
                throw new IllegalStateException("planted");
              }
              return refused(404);
            },
            LoopbackServer.LIMIT)) {
      Socket first = connected(server.authority());
      send(first, "GET /fails HTTP/1.1\r\n\r\n");
      assertEquals("", rest(first));
      Socket second = connected(server.authority());
      send(second, "GET / HTTP/1.1\r\n\r\n");
      assertStatus(404, rest(second));
    }
  }

  @Test
  void theEndTakesThePortAndTheConnections() throws Exception {
    Socket idle = connected();
    endpoint.close();
    assertTimeoutPreemptively(HANGS, () -> assertTrue(isClosed(idle, 0), "the connection is open"));
    assertThrows(ConnectException.class, this::connected);
  }

  /** The end may come between the acceptance of a connection and its registration. */
  @RepeatedTest(100)
  void theEndTakesConnectionsThatBegin(RepetitionInfo repetition) throws Exception {
    var busy = new CountDownLatch(1);
    var accept = new CountDownLatch(1);
    List<Socket> beginning = new ArrayList<>();
    try (var server =
        LoopbackServer.start(
            request -> {
              busy.countDown();
              awaited(accept);
              return refused(404);
            },
            HANGS.multipliedBy(2))) {
      send(connected(server.authority()), "GET / HTTP/1.1\r\n\r\n");
      awaited(busy);
      for (int i = 0; i < 50; i++) {
        beginning.add(connected(server.authority()));
      }
      accept.countDown();
      LockSupport.parkNanos(repetition.getCurrentRepetition() * 10_000L);
    }
    for (Socket client : beginning) {
      assertTimeoutPreemptively(
          HANGS, () -> assertTrue(isClosed(client, 0), "the connection is open"));
    }
  }

  /** A renewal takes longer than a request, but blocks no other client. */
  @Test
  void anAnswerMayComeLater() throws Exception {
    BlockingQueue<CompletableFuture<EndpointAnswer>> waiting = new LinkedBlockingQueue<>();
    try (var server =
        LoopbackServer.start(
            request -> {
              if (request.target().equals("/now")) {
                return refused(404);
              }
              var later = new CompletableFuture<EndpointAnswer>();
              waiting.add(later);
              return later;
            },
            HANGS)) {
      Socket slow = connected(server.authority());
      send(slow, "GET /later HTTP/1.1\r\n\r\n");
      CompletableFuture<EndpointAnswer> later = waiting.take();
      Socket gone = connected(server.authority());
      send(gone, "GET /later HTTP/1.1\r\n\r\n");
      CompletableFuture<EndpointAnswer> toNobody = waiting.take();
      gone.close();
      Socket quick = connected(server.authority());
      send(quick, "GET /now HTTP/1.1\r\n\r\n");
      assertStatus(404, rest(quick));
      toNobody.complete(EndpointAnswer.of(405));
      later.complete(EndpointAnswer.of(404));
      assertStatus(404, rest(slow));
    }
  }

  @Test
  void aClientDoesNotWaitForAnAnswerForEver() throws Exception {
    try (var server = LoopbackServer.start(request -> new CompletableFuture<>(), SHORT)) {
      Socket waiting = connected(server.authority());
      send(waiting, "GET / HTTP/1.1\r\n\r\n");
      assertTimeoutPreemptively(
          HANGS, () -> assertTrue(isClosed(waiting, 0), "the connection is open"));
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertTrue(latch.await(HANGS.toSeconds(), SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<EndpointAnswer> refused(int status) {
    return completedFuture(EndpointAnswer.of(status));
  }

  private void assertSdkIsServed() {
    Map<String, String> told = new HashMap<>();
    told.put("aws.containerCredentialsFullUri", address);
    told.put("aws.containerAuthorizationToken", endpoint.authorization());
    told.forEach(System::setProperty);
    try (var provider = ContainerCredentialsProvider.builder().build()) {
      var found =
          assertTimeoutPreemptively(
              HANGS, () -> (AwsSessionCredentials) provider.resolveCredentials());
      assertEquals("token-one", found.sessionToken());
    } finally {
      told.keySet().forEach(System::clearProperty);
    }
  }

  private static void assertStatus(int status, String answer) {
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
    assertEquals(status == 200, answer.contains("token-one"), answer);
    assertEquals(status == 200, answer.contains("key-one"), answer);
    int blank = answer.indexOf("\r\n\r\n");
    String length = "content-length: " + (answer.length() - blank - 4) + "\r\n";
    assertTrue(answer.toLowerCase(Locale.ROOT).contains(length), answer);
  }

  private String answer(String request) throws IOException {
    Socket client = connected();
    send(client, request);
    return rest(client);
  }

  private static void send(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(ISO_8859_1));
    client.getOutputStream().flush();
  }

  /** Reads until the end of the connection, which must come. */
  private static String rest(Socket client) {
    return assertTimeoutPreemptively(
        HANGS, () -> new String(client.getInputStream().readAllBytes(), ISO_8859_1));
  }

  private static boolean isClosed(Socket client, int millis) {
    try {
      client.setSoTimeout(millis);
      return client.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Socket connected() throws IOException {
    return connected(host);
  }

  private Socket connected(String authority) throws IOException {
    int port = Integer.parseInt(authority.substring(authority.indexOf(':') + 1));
    var client = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    synchronized (clients) {
      clients.add(client);
    }
    return client;
  }

  /** Threads that end with the test. */
  private static final class Background implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    <T> Future<T> call(Callable<T> work) {
      return threads.submit(work);
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
