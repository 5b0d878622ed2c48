-- adds an Entry; organization is 0 where nobody is signed in yet; machinery: refusals before sign-in are kept too
insert into audit (organization, at, actor, action, object, detail, request)
values (:organization, :at, :actor, :action, :object, :detail, :request)
