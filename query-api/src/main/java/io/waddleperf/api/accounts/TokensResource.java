package io.waddleperf.api.accounts;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.waddleperf.api.access.Caller;
import io.waddleperf.api.access.Callers;
import io.waddleperf.api.access.Role;
import io.waddleperf.api.http.IdempotencyKey;
import io.waddleperf.api.http.JsonBody;
import io.waddleperf.api.http.Page;
import io.waddleperf.api.http.ProblemException;
import io.waddleperf.api.http.ProblemKind;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tokens for programs: everybody manages their own, admins all.
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public final class TokensResource {
    private static final List<String> FIELDS = List.of("name", "role", "sites", "tags", "validDays");
    private static final int USUAL_DAYS = 90;
    private static final int MOST_DAYS = 366;

    private final Tokens tokens;
    private final Callers callers;

    TokensResource(Tokens tokens, Callers callers) {
        this.tokens = tokens;
        this.callers = callers;
    }

    /// A new token.
    ///
    /// @param secret to be sent as `Authorization: Bearer`; it is never told again
    public record Made(Token token, String secret) {}

    @GET
    public Page<Token> tokens() {
        return Page.whole(visible());
    }

    private List<Token> visible() {
        Caller caller = callers.current();
        if (isAdmin(caller)) {
            return tokens.list(null);
        }
        String account = caller.account();
        return account == null ? List.of() : tokens.list(account);
    }

    private static boolean isAdmin(Caller caller) {
        return caller.role() == Role.ADMIN && caller.seesAll();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(
            byte[] json, @HeaderParam(IdempotencyKey.HEADER) @Nullable String key, @Context HttpServerRequest request) {
        IdempotencyKey.require(key);
        Caller caller = callers.current();
        requireMayMake(caller);
        var body = JsonBody.read(json, FIELDS);
        String name = body.name("name");
        int days = body.integer("validDays", USUAL_DAYS, 1, MOST_DAYS);
        var grant = Grant.read(body, Role.VIEWER);
        grant.requireFrom(caller);
        var wanted = new Tokens.Wanted(caller.account(), name, grant.role(), grant.scope(), Duration.ofDays(days));
        var made = tokens.make(wanted, key, Gate.source(request));
        return Response.status(201)
                .entity(new Made(made.token(), made.secret().text()))
                .build();
    }

    /// A token that got into wrong hands must not make itself successors.
    private static void requireMayMake(Caller caller) {
        if (KnownCallers.isByJwt(caller)) {
            throw ProblemException.of(
                    ProblemKind.FORBIDDEN,
                    "a token of the sign-in provider, which lasts for minutes, makes no tokens: sign in");
        }
        if (caller.via() == Caller.Via.TOKEN && !isAdmin(caller)) {
            throw ProblemException.of(ProblemKind.FORBIDDEN, "only the token of an admin makes tokens: sign in");
        }
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        var token = visible().stream()
                .filter(one -> one.id().toString().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(ProblemKind.NOT_FOUND, "no token of yours has the id " + id));
        tokens.revoke(token);
    }
}
