package io.waddleperf.api.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.Parameters;
import io.waddleperf.api.http.Precondition;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
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
            "createdAt",
            "external");

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

    /// What an account is to be.
    ///
    /// @param password null where none is given
    private record Draft(
            Grant grant, boolean disabled, @Nullable String password) {
        static Draft read(String name, byte[] json) {
            var body = JsonBody.read(json, FIELDS);
            requireName(body, name);
            boolean disabled = body.flag("disabled", false);
            String password = body.text("password");
            String weakness = password == null ? null : Passwords.weakness(name, password);
            body.require(weakness == null, "password", String.valueOf(weakness));
            return new Draft(Grant.read(body, null), disabled, password);
        }

        private static void requireName(JsonBody body, String name) {
            String given = body.text("name");
            body.require(given == null || given.equals(name), "name", "must be that of the path, " + name);
            try {
                Account.requireName(name);
            } catch (IllegalArgumentException e) {
                body.require(false, "name", Parameters.withoutField("name", String.valueOf(e.getMessage())));
            }
        }
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
        var draft = Draft.read(name, json);
        draft.grant.requireFrom(callers.current());
        var when = new Precondition(ifMatch, ifNoneMatch);
        return accounts.find(name).isPresent() ? change(name, draft, when) : make(name, draft, when);
    }

    private Response change(String name, Draft draft, Precondition when) {
        if (draft.password != null) {
            throw ProblemException.badRequest("password", "is changed by POST /api/v1/users/" + name + "/password");
        }
        Account after = accounts.put(
                name,
                when,
                before -> before.orElseThrow(() -> Accounts.unknown(name)) // removed meanwhile
                        .with(draft.grant.role(), draft.grant.scope(), draft.disabled));
        return answer(Response.ok(new Made(after, null)), after);
    }

    private Response make(String name, Draft draft, Precondition when) {
        String made = draft.password == null ? Secret.password(random) : null;
        String hash = passwords.hash(Objects.requireNonNullElse(draft.password, made));
        var account = new Account(
                name,
                hash,
                true,
                draft.grant.role(),
                draft.grant.scope(),
                draft.disabled,
                1,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null);
        Account after = accounts.put(name, when, before -> {
            before.ifPresent(_ -> {
                throw ProblemException.of(ProblemKind.CONFLICT, "somebody else made " + name + " at the same time");
            });
            return account;
        });
        return answer(Response.status(201).entity(new Made(after, made)), after);
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
    public void remove(@PathParam("name") String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        accounts.remove(name, new Precondition(ifMatch, null));
    }
}
