package io.waddleperf.api.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The accounts, for admins.
@Path("/api/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class UsersResource {
    private static final List<String> FIELDS = List.of(
            "name",
            "role",
            "sites",
            "tags",
            "scope",
            "disabled",
            "password",
            "mustChangePassword",
            "version",
            "createdAt");

    private final Accounts accounts;
    private final Credentials credentials;
    private final Passwords passwords;
    private final Callers callers;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    @Inject
    UsersResource(Accounts accounts, Credentials credentials, Passwords passwords, Callers callers) {
        this(accounts, credentials, passwords, callers, Clock.systemUTC());
    }

    UsersResource(
            Accounts accounts, Credentials credentials, Passwords passwords, Callers callers, InstantSource clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.passwords = passwords;
        this.callers = callers;
        this.clock = clock;
    }

    /// An account and, once, the password that was made for it.
    ///
    /// @param password null where the caller chose it
    public record Made(Account account, @Nullable String password) {}

    @GET
    public Page<Account> users() {
        return Page.whole(accounts.all());
    }

    @GET
    @Path("/{name}")
    public Response user(@PathParam("name") String name) {
        Account account = accounts.find(name).orElseThrow(() -> Accounts.unknown(name));
        return answer(Response.ok(account), account);
    }

    private static Response answer(Response.ResponseBuilder answer, Account account) {
        return answer.header(HttpHeaders.ETAG, Precondition.tag(account.version()))
                .build();
    }

    /// Makes the account or changes it. Of one that is there the password stays; see `/password`.
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response put(
            @PathParam("name") String name,
            byte[] json,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String ifNoneMatch) {
        var body = JsonBody.read(json, FIELDS);
        requireName(body, name);
        boolean disabled = body.flag("disabled", false);
        String given = body.text("password");
        String weakness = given == null ? null : Passwords.weakness(name, given);
        body.require(weakness == null, "password", String.valueOf(weakness));
        var grant = Grant.read(body, null);
        grant.requireFrom(callers.current());
        boolean there = accounts.find(name).isPresent();
        if (there && given != null) {
            throw ProblemException.badRequest("password", "is changed by POST /api/v1/users/" + name + "/password");
        }
        String made = there || given != null ? null : Secret.password(random);
        String hash = there ? "" : passwords.hash(given == null ? String.valueOf(made) : given);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Account after = accounts.put(
                name,
                new Precondition(ifMatch, ifNoneMatch),
                before -> before.map(account -> account.with(grant.role(), grant.scope(), disabled))
                        .orElseGet(() ->
                                new Account(name, hash, true, grant.role(), grant.scope(), disabled, 1, now)));
        return answer(Response.status(there ? 200 : 201).entity(new Made(after, made)), after);
    }

    private static void requireName(JsonBody body, String name) {
        String given = body.text("name");
        body.require(given == null || given.equals(name), "name", "must be that of the path, " + name);
        try {
            Account.requireName(name);
        } catch (IllegalArgumentException e) {
            body.require(false, "name", String.valueOf(e.getMessage()).substring("name ".length()));
        }
    }

    /// A new password, which its owner must change at once. Their sessions end.
    @POST
    @Path("/{name}/password")
    public Made resetPassword(@PathParam("name") String name) {
        String password = Secret.password(random);
        requireKnown(name);
        var after = accounts.setPassword(callers.current(), name, passwords.hash(password), true);
        return new Made(after, password);
    }

    private void requireKnown(String name) {
        if (accounts.find(name).isEmpty()) {
            throw Accounts.unknown(name);
        }
    }

    @DELETE
    @Path("/{name}/sessions")
    public void endSessions(@PathParam("name") String name) {
        requireKnown(name);
        credentials.endSessions(name);
    }

    @DELETE
    @Path("/{name}")
    public void remove(
            @PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        accounts.remove(name, new Precondition(ifMatch, null));
    }
}
