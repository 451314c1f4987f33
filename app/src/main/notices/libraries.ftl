<#-- One library a line: group, artifact, version, name, licences, address; between them a tab. Names that say less than the artifact's are
     replaced by it. -->
<#list dependencyMap as e><#assign p = e.getKey()/><#if p.groupId != "org.cliplab">
${p.groupId}	${p.artifactId}	${p.version}	<#if ["ai.djl.pytorch", "org.kordamp.ikonli", "com.drewnoakes"]?seq_contains(p.groupId)>${p.artifactId}<#else>${p.name}</#if>	${e.getValue()?join(" OR ")}	${p.url!""}
</#if></#list>
