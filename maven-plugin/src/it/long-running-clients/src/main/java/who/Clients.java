package who;

import com.amazonaws.auth.DefaultAWSCredentialsProviderChain;
import com.amazonaws.client.builder.AwsClientBuilder.EndpointConfiguration;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClientBuilder;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import java.time.Duration;
import java.util.HashSet;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.sts.StsClient;

/** One client of each AWS SDK for Java calls STS for a while; both count the keys they had. */
public class Clients {
  public static void main(String[] arguments) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
    var first = new HashSet<String>();
    var second = new HashSet<String>();
    var oldKeys = new DefaultAWSCredentialsProviderChain();
    // It does not know the variable that names the endpoint.
    var endpoint = new EndpointConfiguration(System.getenv("AWS_ENDPOINT_URL_STS"), "us-east-1");
    var old =
        AWSSecurityTokenServiceClientBuilder.standard()
            .withEndpointConfiguration(endpoint)
            .withCredentials(oldKeys)
            .build();
    try (var keys = DefaultCredentialsProvider.builder().build();
        var sts = StsClient.builder().credentialsProvider(keys).build()) {
      while (System.nanoTime() < end) {
        old.getCallerIdentity(new GetCallerIdentityRequest());
        first.add(oldKeys.getCredentials().getAWSAccessKeyId());
        sts.getCallerIdentity();
        second.add(keys.resolveCredentials().accessKeyId());
        Thread.sleep(500);
      }
    }
    System.out.println("SDK 1 had " + first.size() + " keys, SDK 2 had " + second.size());
  }
}
