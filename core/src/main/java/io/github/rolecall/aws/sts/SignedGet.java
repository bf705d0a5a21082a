package io.github.rolecall.aws.sts;

import io.github.rolecall.http.Http;
import io.github.rolecall.session.SessionCredentials;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/** A GET request that the SDK has signed and another client sends. */
public record SignedGet(URI address, Map<String, String> headers) {
  /**
   * Signs a request for this Region and this service, by their names in signatures.
   *
   * @param http the HTTP client of the run: it must not show the secrets of the signer, and its
   *     clock sets the time of the signature
   */
  public static SignedGet of(
      URI endpoint,
      Map<String, String> query,
      String userAgent,
      String service,
      String region,
      SessionCredentials signer,
      Http http) {
    Sts.learn(http.secrets(), signer);
    var address = new SdkAddress(endpoint);
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .uri(address.told())
            .method(SdkHttpMethod.GET)
            .putHeader("User-Agent", userAgent);
    new TreeMap<>(query).forEach(request::putRawQueryParameter);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(Sts.credentials(signer))
                        .request(address.with(request.build()))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, http.clock()))
            .request();
    var headers = new TreeMap<String, String>();
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            headers.put(name, String.join(",", values));
          }
        });
    return new SignedGet(signed.getUri(), headers);
  }

  /** Omits the headers, which may contain a session token. */
  @Override
  public String toString() {
    return "GET " + address;
  }
}
